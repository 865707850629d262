import {
  Checkbox,
  Combobox,
  createTheme,
  Drawer,
  Input,
  InputWrapper,
  Menu,
  Modal,
  Popover,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';

/** No sliding, no growing: what floats is there or is not. */
const still = { duration: 0 } as const;

/**
 * How Mantine's components look here: by class names of ours. Every colour, size and radius comes from tokens.css, which
 * mantine.css maps onto Mantine's variables; Mantine itself writes no style into the page, so the CSP needs no exception.
 */
export const theme = createTheme({
  respectReducedMotion: true,
  fontFamily: 'var(--font-sans)',
  cursorType: 'pointer',
  components: {
    Input: Input.extend({ classNames: { wrapper: 'input-wrap', input: 'input', section: 'input-section' } }),
    InputWrapper: InputWrapper.extend({
      classNames: { root: 'field', label: 'field-label', description: 'field-hint', error: 'field-bad' },
      defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'], withAsterisk: false },
    }),
    Checkbox: Checkbox.extend({
      classNames: {
        ...{ body: 'check-body', input: 'check', icon: 'check-mark' },
        ...{ label: 'check-label', description: 'check-hint' },
      },
      defaultProps: { size: 'xs' },
    }),
    Switch: Switch.extend({
      classNames: {
        ...{ body: 'check-body', track: 'switch', thumb: 'switch-thumb' },
        ...{ label: 'check-label', description: 'check-hint' },
      },
      defaultProps: { size: 'xs' },
    }),
    Combobox: Combobox.extend({ classNames: { dropdown: 'pop-list', option: 'pop-item' } }),
    Select: Select.extend({
      classNames: { dropdown: 'pop-list', option: 'pop-item' },
      defaultProps: { allowDeselect: false, checkIconPosition: 'right' },
    }),
    Menu: Menu.extend({
      classNames: { dropdown: 'pop-list', item: 'pop-item', label: 'pop-label', divider: 'pop-line' },
      // In its place rather than at the end of the page: it belongs to what opened it, also for screen readers. Its first
      // item takes focus itself.
      defaultProps: {
        transitionProps: still,
        position: 'bottom-start',
        offset: 4,
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({
      classNames: { dropdown: 'pop' },
      defaultProps: { transitionProps: still, offset: 8, shadow: 'md' },
    }),
    Tooltip: Tooltip.extend({
      classNames: { tooltip: 'tip' },
      defaultProps: {
        openDelay: 400,
        transitionProps: still,
        events: { hover: true, focus: true, touch: false },
      },
    }),
    Modal: Modal.extend({
      classNames: {
        content: 'dialog',
        header: 'dialog-head',
        title: 'dialog-title',
        body: 'dialog-body',
        close: 'btn quiet icon',
        overlay: 'veil',
      },
      // Panes scroll, never the page, so there is nothing to lock; the lock would write a style into it.
      defaultProps: { lockScroll: false, transitionProps: still, centered: true },
    }),
    Drawer: Drawer.extend({
      classNames: {
        content: 'drawer',
        header: 'drawer-head',
        title: 'drawer-title',
        body: 'drawer-body',
        close: 'btn quiet icon',
        overlay: 'veil',
      },
      defaultProps: { lockScroll: false, transitionProps: still, position: 'right' },
    }),
  },
});
