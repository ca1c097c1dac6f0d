/** Storybook configuration: stories sit beside the components in `src/ui`; nothing is sent anywhere. */
import type { StorybookConfig } from '@storybook/react-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/react-vite', options: {} },
  stories: ['../src/ui/**/*.mdx', '../src/ui/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The native TypeScript compiler has no JavaScript API, which the default docgen needs.
  typescript: { reactDocgen: 'react-docgen', check: false },
};

export default config;
