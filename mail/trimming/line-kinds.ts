const MESSAGE =
  /messag|nachricht|mensaje|mensagem|bericht|meddelande|melding|meddelelse|viesti|wiadomo|zpráva|správa|сообщени|повідомлен|письмо|邮件|郵件|メッセージ|メール|메시지|메일|üzenet|ileti|mesaj|e-?mail|μήνυμα/iu;
const BEGIN =
  /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message (?:transféré|réexpédié)|inicio del mensaje reenviado|início da mensagem reencaminhada|inizio messaggio inoltrato|begin doorgestuurd bericht|vidarebefordrat brev)\s*[:：]?$/iu;

const DEVICES =
  'my|mail\\b|mailbox|mobile|(?:an? |the )?(?:smart)?phone|a (?:mobile|tablet)|i?(?:phone|pad|pod)|android|galaxy|samsung|blackberry|outlook|windows|yahoo|gmail|airmail|spark|superhuman|proton|thunderbird|bluemail|k-9|nine|aquamail|edison|huawei|xiaomi|htc|nokia|lg ';
const SENT_FROM = [
  new RegExp(`^[<(]*sent (?:from|via|with|using|by) (?:${DEVICES})`, 'iu'),
  /^from my .{1,25}$/iu,
  /^\p{L}+ from mobile$/iu,
  /^get outlook for /iu,
  // German, Dutch, Scandinavian
  /^von mein(?:em|er) .+ gesendet/iu,
  /^diese (?:nachricht|e-?mail) wurde von .+ gesendet/iu,
  /^(?:gesendet|versendet) (?:von|mit) (?:mein|outlook|yahoo|gmx|web\.de|der|android|iphone|ipad|windows|mail|k-9)/iu,
  /^holen sie sich outlook für/iu,
  /^(?:verzonden|verstuurd|verstuurt) (?:met|vanaf|vanuit|via) /iu,
  /^(?:skickat|sendt|sänt) (?:från|fra|via) (?:min|mitt|outlook|iphone|ipad|android|windows|yahoo|mail)/iu,
  /^(?:från|fra) min /iu,
  // French, Spanish, Portuguese, Italian
  /^(?:envoyé|provenance) (?:depuis|de|à partir de|avec|par|:) ?(?:mon|ma|yahoo|outlook|iphone|ipad|android|courrier)/iu,
  /^télécharg(?:er|ez) outlook pour/iu,
  /^enviado (?:desde|do|de|a partir do|con|com) (?:mi|meu|el|outlook|yahoo|iphone|ipad|android|correo|email)/iu,
  /^(?:obtener|obter) (?:el |o )?outlook (?:para|para o)/iu,
  /^inviat[oa] (?:da|dal|con|dall)/iu,
  // Slavic, Finnish, Turkish
  /^wysłan[oae] z /iu,
  /^odesláno z /iu,
  /^отправлено (?:с|из|от) /iu,
  /^(?:надіслано|відправлено) (?:з|із) /iu,
  /^lähetetty /iu,
  /^(?:iphone|ipad|android).{0,20}(?:gönderildi|gönderilmiştir)/iu,
  // Chinese, Japanese, Korean
  /^(?:從我的|从我的|发自我的|發自我的|我的).{1,20}(?:傳送|发送|發送)?$/u,
  /^.{0,20}(?:iphone|ipad|android|スマートフォン)から送信/iu,
  /^.{0,10}(?:iphone|ipad|android|휴대전화).{0,4}에서 보냄/iu,
];

/** What programs add has no longer lines, nor paragraphs ten times as long. */
const LONGEST = 200;
const FOOTER =
  /\bunsubscribe\b|\bopt[ -]out\b|mailing list|google groups|you (?:are receiving|received) this (?:e-?mail|message)|\bavast\b|virus(?:es)?[ -]?(?:free|checked|geprüft|frei)|(?:this|these) (?:e-?mails?|messages?) (?:and any (?:files|attachments)|(?:is|are|may be) (?:confidential|intended))|diese (?:e-?mail|nachricht) (?:enthält vertrauliche|ist nur für)|confidentiality notice/iu;

/** Quoted with `>`, the mark of every mail program. */
export function isQuote(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

/** Nothing but blanks, or characters that are not seen. */
export function isBlank(line: string): boolean {
  return /^(?:\s|\u200b|\u200c|\u200d|\u2060)*$/u.test(line);
}

/** A ruler: a line of dashes, underscores and the like. */
export function isRuler(line: string): boolean {
  return /^\s*[-_=*~#+—–]{2,}\s*$|^\s*[—–]\s*$/u.test(line);
}

/** The line above a signature (RFC 3676 §4.3), with what programs make of it. */
export function isSignatureMark(line: string): boolean {
  return /^(?:--|__|—|–|––)\s*$/u.test(line);
}

/** The line above a mail that is answered or forwarded: `----- Original Message -----` in many languages. */
export function isOriginalMark(line: string): boolean {
  const words = /^[\s>*]*[-–_]{2,}\s*(\S.{1,50}?\S)\s*[-–_]{2,}[\s*]*$/u.exec(line)?.[1];
  return (words !== undefined && MESSAGE.test(words)) || BEGIN.test(line.trim());
}

/** What devices and their programs add below: `Sent from my iPhone`. */
export function isSentFrom(line: string): boolean {
  if (line.length > LONGEST) return false;
  const shown = line.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').trim();
  return SENT_FROM.some((like) => like.test(shown));
}

/** A paragraph that no person wrote: how to unsubscribe, who checked for viruses, for whom it is confidential. */
export function isFooter(paragraph: string): boolean {
  return paragraph.length <= 10 * LONGEST && FOOTER.test(paragraph);
}
