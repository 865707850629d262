import { useEffect, useMemo, useRef, useState } from 'react';
import { apiOrigin } from '../calls/api-origin.ts';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useThemeInForce } from '../theme/theme-in-force.ts';
import styleUrl from './mail-document.css?url';
import { bringsColours, mailDocument } from './mail-document.ts';
import { foldQuotes } from './fold-quotes.ts';
import './mail-frame.css';
import { countRemote, restoreRemote } from './remote-content.ts';
import { showPictures } from './show-pictures.ts';
import { applyStyles, setStylesAside } from './set-styles-aside.ts';

interface MailFrameProps {
  /** As the cleaner left it. */
  readonly html: string;
  readonly author: string;
  /** Where the pictures are that came with the mail, by what `cid:` names. */
  readonly pictures?: ReadonlyMap<string, string>;
}

/** Of a frame, in pixels: what is higher is scrolled within it. A mail must not push the rest of its thread out of reach. */
const lowest = 20;
const highest = 20_000;

const noPictures: ReadonlyMap<string, string> = new Map();

/**
 * A mail's HTML in a frame in which nothing runs: sandboxed without scripts and forms, under a policy of its own.
 *
 * The frame has our origin, so that it may be measured and styled from here; without scripts nothing in it can make use
 * of that. What lies on other servers is shown when the reader asks for it, for as long as this mail is on screen.
 */
export function MailFrame({ html, author, pictures = noPictures }: MailFrameProps) {
  const { t } = useWords();
  const theme = useThemeInForce();
  const [showsRemote, setShowsRemote] = useState(false);
  const quoted = t('thread.quoted');
  const tame = useMemo(
    () => foldQuotes(showPictures(setStylesAside(html), pictures), quoted),
    [html, pictures, quoted],
  );
  const blocked = useMemo(() => countRemote(tame), [tame]);
  const document = useMemo(() => {
    const imageOrigins = apiOrigin === '' ? [] : [apiOrigin];
    const shown = showsRemote ? restoreRemote(tame) : tame;
    return mailDocument({ html: shown, isColoured: bringsColours(html), theme, styleUrl, imageOrigins, showsRemote });
  }, [html, tame, theme, showsRemote]);
  const { frame, height, measure } = useHeightOfContent();
  return (
    <>
      {blocked > 0 && !showsRemote && (
        <div className="blocked">
          <Icon name="shield" small />
          <span className="grow">{t('thread.blocked', { count: blocked })}</span>
          <Button kind="quiet" size="tiny" onClick={() => setShowsRemote(true)}>
            {t('thread.showRemoteImages')}
          </Button>
        </div>
      )}
      <iframe
        ref={frame}
        className="mail-frame"
        title={t('thread.mailContent', { name: author })}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={document}
        style={{ height }}
        onLoad={measure}
      />
    </>
  );
}

/** As high as what is in it, also when that grows: pictures come late, and windows change. Measured from outside. */
function useHeightOfContent() {
  const frame = useRef<HTMLIFrameElement>(null);
  const observer = useRef<ResizeObserver>(null);
  const [height, setHeight] = useState(24);
  useEffect(() => () => observer.current?.disconnect(), []);
  const measure = () => {
    const inside = frame.current?.contentDocument;
    if (!inside) return;
    applyStyles(inside);
    const read = () => {
      const { height: wanted } = inside.documentElement.getBoundingClientRect();
      setHeight(Math.min(highest, Math.max(lowest, Math.ceil(wanted))));
    };
    observer.current?.disconnect();
    observer.current = new ResizeObserver(read);
    observer.current.observe(inside.documentElement);
    read();
  };
  return { frame, height, measure };
}
