/** Defaults of every story, and a choice of theme. An accessibility violation fails the story's test. */
import type { Decorator, Preview } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import { closeDrills } from '../src/ui/story/story-drill.ts';

// Panels are loaded when they are first shown, which on a busy machine takes longer than the second that is usual.
configure({ asyncUtilTimeout: 15_000 });

/** Set before the story is drawn: use-theme leaves a theme alone that is there already. */
const themed: Decorator = (Story, { globals }) => {
  document.documentElement.dataset['theme'] = String(globals['theme']);
  window.dispatchEvent(new Event('faultline-theme'));
  return Story();
};

const preview: Preview = {
  parameters: {
    // What is in order is not listed: naming every element of it takes longer than looking at it.
    a11y: { test: 'error', options: { resultTypes: ['violations'] } },
    controls: { expanded: true },
    options: { storySort: { order: ['Design', 'Room', '*'] } },
  },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'dark', title: 'Dark' },
          { value: 'light', title: 'Light' },
          { value: 'contrast', title: 'High contrast' },
          { value: 'contrast-light', title: 'High contrast, light' },
        ],
      },
    },
  },
  initialGlobals: { theme: 'dark' },
  // Under test, of every file: its drills are its own.
  beforeAll: () => closeDrills,
  decorators: [themed],
  tags: ['autodocs'],
};

export default preview;
