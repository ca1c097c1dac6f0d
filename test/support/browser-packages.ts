// Packages that pages and their worker load. Named for the dev server, so that no page reloads in the middle because one was found late.
export const browserPackages: readonly string[] = [
  ...['react', 'react/jsx-dev-runtime', 'react-dom/client', 'react-aria-components', 'lucide-react'],
  ...['wouter', 'wouter/memory-location', 'wouter/use-hash-location'],
  ...[
    'pixi.js',
    'pixi.js/unsafe-eval',
    'uplot',
    '@dagrejs/dagre',
    '@tanstack/react-virtual',
    'markdown-it',
    'diff',
    'flexlayout-react',
    'idb',
  ],
  ...['codemirror', '@codemirror/autocomplete', '@codemirror/language', '@codemirror/lint', '@codemirror/state', '@codemirror/view'],
  ...['@lezer/highlight', '@prometheus-io/codemirror-promql'],
  ...['@xterm/xterm', '@xterm/addon-fit', 'comlink', 'just-bash/browser'],
  ...['immer', 'seedrandom', 'ts-fsrs', 'xstate', 'yaml', 'zod'],
];
