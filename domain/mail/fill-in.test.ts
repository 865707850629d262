import { expect, test } from 'vitest';
import { fillIn } from './fill-in.ts';

const words = { 'ticket.number': '1042', 'ticket.subject': 'Printer', 'customer.name': '{{ticket.number}}' };

test('names are filled in, with or without spaces', () => {
  expect(fillIn('#{{ticket.number}}: {{ ticket.subject }}', words)).toBe('#1042: Printer');
});

test('a name that is none stays as it stands', () => {
  expect(fillIn('{{ticket.price}} {{constructor}}', words)).toBe('{{ticket.price}} {{constructor}}');
});

test("a customer's name is no template", () => {
  expect(fillIn('Dear {{customer.name}}', words)).toBe('Dear {{ticket.number}}');
});
