/**
 * How servers begin the subject of a mail that came back, in the languages they are set up in. Read only together with a
 * sender that is a machine: people write about such mails too.
 */
export const BOUNCE_SUBJECT = new RegExp(
  [
    // English
    ...['undeliver(?:able|ed)', 'undelivrable', 'returned (?:mail|message|to sender)', 'failure (?:notice|delivery)'],
    ...['(?:e-?mail |message |mail )?delivery (?:has )?(?:fail|error|problem|status|delay|incomplete|report)'],
    ...['(?:mail|message) (?:delivery |status )?(?:fail|could not|not delivered|undeliver|system error|bounced)'],
    ...['non-?deliver', 'could(?: not|n.t) (?:be )?(?:send|sent|deliver)', '(?:email )?bounced?\\b', 'rejected mail'],
    ...['there was an error sending your mail', 'warning: (?:message|could not|mail)', 'nondeliverable'],
    ...['your (?:e-?mail|message) .{0,80}(?:not|n.t) (?:be )?deliver', 'permanent (?:delivery )?failure'],
    ...['(?:delayed|failed|undelivered) (?:mail|message|delivery)', 'delivery to .{1,80} failed'],
    // German, Dutch, Scandinavian
    ...['unzustellbar', 'nicht zustellbar', '.{0,40}konnte nicht zugestellt', 'zustellung fehlgeschlagen'],
    ...['onbestelbaar', 'niet (?:te bezorgen|bezorgd)', 'kan inte leverera', 'olevererbart', 'kan ikke leveres'],
    // French, Spanish, Portuguese, Italian
    ...['non remis', 'non distribu', 'échec de (?:la )?remise', 'no se (?:puede|pudo) entregar', 'correo no entregado'],
    ...[
      'não (?:foi possível entregar|entregue)',
      'mensagem não entregue',
      'impossibile recapitare',
      'mancato recapito',
    ],
    // Slavic
    ...['nie można dostarczyć', 'niedostarczon', 'nedoručiteln', 'не удал(?:ось|ается) доставить', 'недоставлен'],
    ...['ваше сообщение не доставлено'],
    // Chinese, Japanese, Korean
    ...[
      '系统退信',
      '系統退信',
      '退信',
      '未送达',
      '未送達',
      'メールエラー',
      '配信不能',
      '配送不能',
      '送信エラー',
      '반송',
    ],
    'メール.{0,4}(?:送信|配信|転送).{0,6}(?:できません|失敗|エラー)',
  ]
    .map((words) => `^(?:\\[[^\\]]{1,40}\\]\\s*|[\\w.-]{1,60}\\s+)?${words}`)
    .join('|'),
  'iu',
);

/** What a server says of a mail it could not deliver; read only in mails of a postmaster. */
export const BOUNCE_TEXT =
  /\b5\d\d\b.{0,80}(?:no such|unknown|not found|unavailable|full|rejected|denied|does not exist)|invalid user address|could not be delivered|unable to deliver|user unknown|mailbox (?:is )?full/is;

/** A complaint about spam that some providers send without the format for it (RFC 5965). */
export const COMPLAINT_SUBJECT = /^complaint about message from \d/i;

/** The subject of DMARC aggregates (RFC 7489 §7.2.1.1) and of reports about TLS (RFC 8460 §5.3). */
export const AGGREGATE_SUBJECT = /^report domain:\s*\S+\s+submitter:/i;
