/** Defaults of every story, and a choice of theme. An accessibility violation fails the story's test. */
import type { Decorator, Preview } from '@storybook/react-vite';

/** Set before the story is drawn: use-theme leaves a theme alone that is there already. */
const themed: Decorator = (Story, { globals }) => {
  document.documentElement.dataset['theme'] = String(globals['theme']);
  window.dispatchEvent(new Event('faultline-theme'));
  return Story();
};

const preview: Preview = {
  parameters: {
    a11y: { test: 'error' },
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
  decorators: [themed],
  tags: ['autodocs'],
};

export default preview;
