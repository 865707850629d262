import { expect, test } from 'vitest';
import { setStylesAside } from './set-styles-aside.ts';

test.each([
  ['<p style="color:red">x</p>', '<p data-style="color:red">x</p>'],
  ["<p class='a' STYLE = 'color:red'>x</p>", "<p class='a' data-style = 'color:red'>x</p>"],
  ['<img alt="a > b" style="width:1px">', '<img alt="a > b" data-style="width:1px">'],
  [
    '<p title="my style=bold">style="x" &lt;p style="y"&gt;</p>',
    '<p title="my style=bold">style="x" &lt;p style="y"&gt;</p>',
  ],
  ['<p data-style="x" mystyle="y">z</p>', '<p data-style="x" mystyle="y">z</p>'],
  ['<style>p{}</style><p\nstyle=color:red>x', '<style>p{}</style><p data-style=color:red>x'],
])('%j', (html, expected) => {
  expect(setStylesAside(html)).toBe(expected);
});
