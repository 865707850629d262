import { Link } from 'react-router';
import { usePageTitle } from '../shared/page-title.ts';
import { LanguageMenu } from '../session/language-menu.tsx';
import { ClockBarExamples, ClockExamples } from './clock-examples.tsx';
import { ConditionExamples } from './condition-examples.tsx';
import { ControlExamples } from './control-examples.tsx';
import { FeedbackExamples, OverlayExamples } from './feedback-examples.tsx';
import { FormExamples } from './form-examples.tsx';
import './gallery.css';
import { ListExamples } from './list-examples.tsx';
import { MailExamples } from './mail-examples.tsx';
import { FactExamples, MessageExamples } from './message-examples.tsx';
import { Pair } from './pair.tsx';

/**
 * Every shared component in every state, light beside dark: what a change of one of them is looked at with.
 *
 * For developers, so its own words are English; the components speak the page's language.
 */
export function GalleryPage() {
  usePageTitle('Gallery');
  return (
    <main id="content" className="gallery" tabIndex={-1}>
      <div className="line">
        <h1 className="grow">Components and states</h1>
        <LanguageMenu />
        <Link className="link" to="/dev/gallery/workspace">
          Composed to a workspace
        </Link>
      </div>
      <p className="soft">
        Light and dark, from the same tokens. Words and an icon first; colour repeats what they say.
      </p>
      <Pair title="Buttons, inputs, chips, people">
        <ControlExamples />
      </Pair>
      <Pair title="Fields of forms">
        <FormExamples />
      </Pair>
      <Pair title="Conditions">
        <ConditionExamples />
      </Pair>
      <Pair title="Clocks, priority, status">
        <ClockExamples />
      </Pair>
      <Pair title="Clock bars, why this time">
        <ClockBarExamples />
      </Pair>
      <Pair title="Messages">
        <MessageExamples />
      </Pair>
      <Pair title="Deliveries and facts">
        <FactExamples />
      </Pair>
      <Pair title="List: unread, hover, open, selected, focus; on its way; full width">
        <ListExamples />
      </Pair>
      <Pair title="Mails and how they stand">
        <MailExamples />
      </Pair>
      <Pair title="Empty, failed, offline, toasts">
        <FeedbackExamples />
      </Pair>
      <Pair title="Dialog, drawer, corner">
        <OverlayExamples />
      </Pair>
    </main>
  );
}
