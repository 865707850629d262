/**
 * How programs begin the subject of an answer that nobody wrote. The words end the subject or are followed by the subject
 * of the mail they answer; a person who answers such a mail begins with `Re:`.
 */
export const VACATION_SUBJECT = new RegExp(
  `^(?:${[
    // English
    ...['auto(?:matic|mated)?[ -]?(?:reply|response|answer)', 'auto-?responder'],
    ...[
      'out of (?:the )?office(?: (?:auto-?reply|reply|message|notice|notification))?',
      'vacation (?:reply|response|notice)',
    ],
    // German, Dutch, Scandinavian
    ...[
      'automatische (?:antwort|rückantwort)',
      'auto(?:matische)?[ -]?antwort',
      'abwesenheits(?:notiz|nachricht|meldung)',
    ],
    ...[
      'automatisch(?:e)? antwoord',
      'afwezigheids(?:bericht|melding)',
      'autom?atiskt? svar',
      'autosvar',
      'frånvaro(?:meddelande)?',
    ],
    // French, Spanish, Portuguese, Italian, Romanian
    ...['réponse automatique', "message d['’]absence", 'respuesta automática', 'fuera de (?:la )?oficina'],
    ...[
      'resposta automática',
      'fora do escritório',
      'risposta automatica',
      'fuori (?:sede|ufficio)',
      'răspuns automat',
    ],
    // Slavic, Finnish, Hungarian, Turkish
    ...['automatyczna odpowiedź', 'automatická odpov[eě]ď', 'авто(?:матический )?ответ', 'автовідповідь'],
    ...['automaattinen vastaus', 'automatikus válasz', 'otomatik (?:yanıt|cevap)'],
    // Chinese, Japanese
    ...['自动回复', '自動回覆', '自動応答', '自動返信'],
  ].join('|')})\\s*(?:$|[:：\\[(-])`,
  'iu',
);
