/** Names of header fields as mail programs print them above the mail they answer or forward, by what they tell. */
const NAMES = {
  who: [
    ...[
      'from',
      'von',
      'de',
      'da',
      'van',
      'från',
      'fra',
      'od',
      'от',
      'від',
      'expéditeur',
      'remitente',
      'mittente',
      'afzender',
    ],
    ...[
      'lähettäjä',
      'feladó',
      'kimden',
      'gönderen',
      'από',
      '发件人',
      '寄件者',
      '寄件人',
      '差出人',
      '보낸 사람',
      '보낸사람',
    ],
  ],
  to: [
    ...[
      'to',
      'an',
      'à',
      'a',
      'para',
      'aan',
      'till',
      'til',
      'do',
      'komu',
      'кому',
      'pour',
      'destinataire',
      'destinatario',
    ],
    ...['vastaanottaja', 'címzett', 'kime', 'alıcı', 'προς', '收件人', '收件者', '宛先', '받는 사람', '받는사람'],
    ...[
      'cc',
      'kopie',
      'copie à',
      'copia',
      'kopia',
      'копия',
      '抄送',
      '副本',
      'reply-to',
      'antwort an',
      'répondre à',
      'risposta',
    ],
    'beantwoorden - aan',
  ],
  when: [
    ...[
      'sent',
      'date',
      'gesendet',
      'datum',
      'envoyé',
      'le',
      'enviado',
      'enviada em',
      'enviado el',
      'fecha',
      'data',
      'inviato',
    ],
    ...[
      'verzonden',
      'skickat',
      'sendt',
      'dato',
      'wysłano',
      'data wysłania',
      'odesláno',
      'отправлено',
      'дата',
      'lähetetty',
    ],
    ...[
      'päivämäärä',
      'elküldve',
      'gönderilme tarihi',
      'tarih',
      '发送时间',
      '日期',
      '寄件日期',
      '送信日時',
      '日付',
      '보낸 날짜',
    ],
  ],
  about: [
    ...['subject', 'betreff', 'objet', 'asunto', 'assunto', 'oggetto', 'onderwerp', 'ämne', 'emne', 'temat', 'předmět'],
    ...['predmet', 'тема', 'aihe', 'tárgy', 'konu', 'θέμα', '主题', '主旨', '件名', '제목'],
  ],
} as const;
type Kind = keyof typeof NAMES;

const KIND_OF = new Map<string, Kind[]>();
for (const kind of ['who', 'to', 'when', 'about'] as const)
  for (const name of NAMES[kind]) KIND_OF.set(name, [...(KIND_OF.get(name) ?? []), kind]);

const FIELD = /^\s*\**([\p{L}][\p{L} -]{0,22}?)\s*\**\s*[:：](?!\/\/)/u;
const MOST_LINES = 14;
const LONGEST_FIELD = 100;

/**
 * Whether the fields of a mail's header are printed here: at least three, among them who and when, or who and what about.
 * Lines between them continue a list of recipients.
 *
 * @param isMarked whether a ruler stands above: else an address or a subject must be among them, because journeys and
 * parcels have From, To and Date as well
 */
export function findQuotedHeader(lines: readonly string[], at: number, isMarked: boolean): boolean {
  if (kindsOf(lines[at]) === undefined) return false;
  const kinds = new Set<Kind>();
  let fields = 0;
  let hasAddress = false;
  for (const line of lines.slice(at, at + MOST_LINES)) {
    if (line.trim() === '') break;
    const found = kindsOf(line);
    if (found) fields += 1;
    for (const kind of found ?? []) kinds.add(kind);
    hasAddress ||= line.includes('@');
  }
  const isMail = isMarked || hasAddress || kinds.has('about');
  return fields >= 3 && isMail && kinds.has('who') && (kinds.has('when') || kinds.has('about'));
}

function kindsOf(line = ''): readonly Kind[] | undefined {
  const name = FIELD.exec(line.slice(0, LONGEST_FIELD))?.[1]?.toLowerCase();
  return name === undefined ? undefined : KIND_OF.get(name);
}
