import { useState } from 'react';
import { ChoiceField } from '../shared/form/choice-field.tsx';
import { SearchField } from '../shared/form/search-field.tsx';
import { SelectField } from '../shared/form/select-field.tsx';
import { TagsField } from '../shared/form/tags-field.tsx';
import { TextArea } from '../shared/form/text-area.tsx';
import { Icon } from '../shared/icon/icon.tsx';
import { Avatar } from '../shared/person/avatar.tsx';

const customers = [
  { name: 'Hanne Vollmer', email: 'h.vollmer@nordhafen.example' },
  { name: 'Marek Dvorak', email: 'marek@kestrel.example' },
] as const;

/** Fields of forms, as they are and with what may be wrong. */
export function FormExamples() {
  const [channel, setChannel] = useState<'phone' | 'walk_in'>('phone');
  const [team, setTeam] = useState('Hardware');
  const [tags, setTags] = useState<readonly string[]>(['printer', 'firmware']);
  return (
    <div className="three">
      <ChoiceField
        label="How it reached us"
        choices={[
          { value: 'phone', label: 'Phone call', icon: 'phone' },
          { value: 'walk_in', label: 'Walk-in', icon: 'user' },
        ]}
        value={channel}
        onChange={setChannel}
      />
      <SearchExample />
      <SelectField label="Team" data={['Hardware', 'Software', 'Finance']} value={team} onChange={setTeam} />
      <TagsField label="Tags" hint="Enter or a comma ends a tag." tags={tags} onChange={setTags} />
      <TagsField label="Tags, one wrong" tags={['-no']} onChange={setTags} problem="“-no” is no tag" />
      <TextArea label="What was said" defaultValue="Only the first label is blank" rows={3} />
      <TextArea label="What was said, nothing" rows={3} problem="Write down what was said." />
    </div>
  );
}

function SearchExample() {
  const [text, setText] = useState('');
  const found = customers.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <SearchField
      label="Requester"
      placeholder="Name or address of a customer"
      leftSection={<Icon name="search" />}
      text={text}
      onText={setText}
      options={found.map(({ name, email }) => ({
        ...{ value: email, label: name, hint: email },
        mark: <Avatar name={name} kind="customer" beside />,
      }))}
      note={found.length === 0 ? 'No customer begins like that.' : undefined}
      onChoose={setText}
    />
  );
}
