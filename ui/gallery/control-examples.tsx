import { Checkbox, Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { Button, ButtonLink } from '../shared/button/button.tsx';
import { IconButton } from '../shared/button/icon-button.tsx';
import { Keys } from '../shared/button/keys.tsx';
import { Segments } from '../shared/button/segments.tsx';
import { SplitButton } from '../shared/button/split-button.tsx';
import { ChoiceButton } from '../shared/choice/choice-button.tsx';
import { PasswordField } from '../shared/form/password-field.tsx';
import { TextArea } from '../shared/form/text-area.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { AddChip, ChoiceChip, FilterChip } from '../shared/label/chip.tsx';
import { Tag, Tags } from '../shared/label/tag.tsx';
import { StatusMark } from '../shared/marks/status-mark.tsx';
import { Avatar, NobodyAvatar } from '../shared/person/avatar.tsx';
import { PresenceOf } from '../shared/person/presence.tsx';
import { Shelf } from './shelf.tsx';

const nothing = () => undefined;
const people = [
  { choices: [{ value: 'none', name: 'Nobody', mark: <NobodyAvatar beside /> }] },
  {
    heading: 'Of the team',
    choices: ['Jonas Petri', 'Mara Lindqvist', 'Sofie Olsen', 'Mina Kowal', 'Ida Falk', 'Pavel Horn', 'Lena Ost'].map(
      (name) => ({
        value: name.split(' ')[0]?.toLowerCase() ?? '',
        name,
        mark: <Avatar name={name} kind="colleague" beside />,
      }),
    ),
  },
];

/** Buttons, fields, choices, chips, people. */
export function ControlExamples() {
  return (
    <>
      <Buttons />
      <Fields />
      <Choices />
      <Shelf label="Chips">
        <FilterChip name="Status" value="new, open" removeLabel="Remove filter Status" onRemove={nothing} />
        <FilterChip name="Team" value="Hardware" removeLabel="Remove filter Team" />
        <ChoiceChip mark={<StatusMark status="open" />}>Open</ChoiceChip>
        <AddChip>Filter</AddChip>
        <ChoiceButton
          className="choice"
          label="Assignee: Mara Lindqvist"
          groups={people}
          chosen={['mara']}
          onChoose={nothing}
        >
          <Avatar name="Mara Lindqvist" kind="colleague" beside />
          <span className="cut">Mara Lindqvist</span>
        </ChoiceButton>
      </Shelf>
      <Shelf label="Tags, keys">
        <Tag name="printer" />
        <Tag name="label" onRemove={nothing} />
        <Tag name="a-tag-that-is-longer-than-there-is-room" />
        <Tags names={['firmware', 'label', 'dock']} most={1} />
        <Keys keys="J" />
        <Keys keys="Ctrl K" />
        <Keys keys="G U" />
      </Shelf>
      <Shelf label="People">
        <Avatar name="Jonas Petri" kind="me" />
        <Avatar name="Mara Lindqvist" kind="colleague" />
        <Avatar name="Hanne Vollmer" kind="customer" />
        <Avatar name="Standard escalation" kind="flow" />
        <NobodyAvatar />
        <Avatar name="Jonas Petri" kind="me" large />
        <Avatar name="Mara Lindqvist" kind="colleague" large presence="replying" />
        <Avatar name="Hanne Vollmer" kind="customer" large />
        <NobodyAvatar large />
        <PresenceOf name="Sofie Olsen" presence="looking" />
        <PresenceOf name="Mara Lindqvist" presence="replying" />
        <PresenceOf name="Mara Lindqvist" presence="replying" plain />
      </Shelf>
    </>
  );
}

function Buttons() {
  return (
    <>
      <Shelf label="Buttons">
        <Button kind="primary">Send reply</Button>
        <Button icon="check-circle">Resolve</Button>
        <Button kind="note" icon="lock">
          Save note
        </Button>
        <Button kind="danger">Delete ticket</Button>
        <Button kind="quiet">Cancel</Button>
        <ButtonLink to="/dev/gallery" icon="list">
          A link
        </ButtonLink>
        <IconButton icon="more" label="More actions" />
        <IconButton icon="up" label="Previous" keys="K" kind="default" />
        <SplitButton
          label="Send reply"
          keys="Ctrl ↵"
          moreLabel="Send and set a status"
          choices={[
            { name: 'Send and set to pending', mark: <StatusMark status="pending" />, onPress: nothing },
            { name: 'Send and resolve', mark: <StatusMark status="resolved" />, onPress: nothing },
          ]}
          onPress={nothing}
        />
      </Shelf>
      <Shelf label="States">
        <Button>Rest</Button>
        <span className="is-focus-pose">
          <Button>Focus</Button>
        </span>
        <Button isOff>Off</Button>
        <Button kind="primary" isOff>
          Off
        </Button>
        <Button isBusy>Merging</Button>
        <Button kind="primary" isBusy>
          Sending
        </Button>
        <Button size="tiny">Tiny</Button>
        <Button size="large">Large</Button>
        <IconButton icon="panel" label="Off" isOff />
        <IconButton icon="x" label="Tiny" size="tiny" />
      </Shelf>
    </>
  );
}

function Fields() {
  return (
    <div className="three">
      <TextField label="Subject" defaultValue="Labels print blank" />
      <TextField label="Search" placeholder="Subject, number or address" description="All words must be found" />
      <TextField label="Cc" defaultValue="h.vollmer@nordhafen" problem="The address needs a domain ending" />
      <PasswordField label="Password" autoComplete="current-password" defaultValue="not-a-secret" />
      <TextField label="Off" defaultValue="Cannot be changed" disabled />
      <Select
        label="Team"
        data={['Hardware', 'Software', 'Finance']}
        defaultValue="Hardware"
        comboboxProps={{ withinPortal: false }}
      />
      <TextArea label="Note" defaultValue="Only colleagues see this" rows={2} />
      <TextArea label="Message" description="What happened?" rows={2} problem="Write your message" />
    </div>
  );
}

function Choices() {
  const [kind, setKind] = useState<'reply' | 'note'>('reply');
  const segments = [
    { value: 'reply', label: 'Reply', icon: 'reply' },
    { value: 'note', label: 'Note', icon: 'lock', isForNote: true },
  ] as const;
  return (
    <>
      <Shelf label="Choices">
        <Checkbox label="Off" />
        <Checkbox label="On" defaultChecked />
        <Checkbox label="Some" indeterminate readOnly />
        <Switch label="Off" />
        <Switch label="On" defaultChecked />
      </Shelf>
      <Shelf label="Answer kind">
        <Segments label="Kind of answer" segments={segments} value={kind} onChange={setKind} />
        <Segments label="Kind of answer, note chosen" segments={segments} value="note" onChange={nothing} />
      </Shelf>
    </>
  );
}
