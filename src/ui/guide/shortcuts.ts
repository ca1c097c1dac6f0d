// Every key of the room in one list: the help shows it, and a key that is not in it does not exist.
import { TOOLS } from '../room/tool-list.ts';

export interface Shortcut {
  keys: readonly string[];
  title: string;
  note: string;
}
export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere in the room',
    shortcuts: [
      { keys: ['Ctrl', 'K'], title: 'Palette', note: 'Everything you can look at, do or open, by name (Cmd K on a Mac)' },
      { keys: ['p'], title: 'Pin', note: 'What you looked at last, as evidence for or against a hypothesis' },
      { keys: ['Alt', 'P'], title: 'Pin', note: 'The same, while you write in an editor' },
      { keys: ['.'], title: 'Pause', note: 'Stop the clock, or let it run' },
      { keys: ['+'], title: 'Faster', note: '' },
      { keys: ['-'], title: 'Slower', note: '' },
      { keys: ['?'], title: 'Help', note: 'Keys, glossary, hints' },
      { keys: ['Esc'], title: 'Close', note: 'A dialog or a list; in a text, the way back to these keys' },
    ],
  },
  {
    title: 'Notebook',
    shortcuts: [
      { keys: ['←', '→'], title: 'Slider', note: 'One percent less or more; Page Up and Page Down take larger steps' },
      { keys: ['Enter'], title: 'Cascade', note: 'On one component, then on another: the first hurts the second' },
      { keys: ['Ctrl', 'Z'], title: 'Undo', note: 'In the cascade: the last edge; Ctrl Y brings it back' },
    ],
  },
  {
    title: 'Map',
    shortcuts: [
      { keys: ['/'], title: 'Find', note: 'A component by name' },
      { keys: ['↑', '↓', '←', '→'], title: 'Move along', note: 'From component to component, along the calls' },
      { keys: ['+', '−', '0'], title: 'Zoom', note: '0 shows the whole map' },
    ],
  },
  {
    title: 'Looking back',
    shortcuts: [
      { keys: ['.'], title: 'Play', note: 'Or stand still' },
      { keys: ['[', ']'], title: 'By entries', note: 'To what was done before or after' },
      { keys: ['{', '}'], title: 'By time', note: 'Ten seconds either way' },
    ],
  },
  {
    title: 'Layout',
    shortcuts: [
      { keys: ['F6'], title: 'Next pane', note: 'Shift F6 goes back' },
      { keys: ['Ctrl', 'Del'], title: 'Close tab', note: 'Of a tool that has the focus' },
    ],
  },
  {
    title: 'Charts',
    shortcuts: [
      { keys: ['←', '→'], title: 'Move along', note: 'From sample to sample' },
      { keys: ['+', '−'], title: 'Zoom', note: 'Esc shows everything again' },
    ],
  },
  {
    title: 'Tools',
    shortcuts: TOOLS.map(({ shortcut, title, hint }) => ({ keys: [shortcut], title, note: hint })),
  },
];
