/** Composition root of the browser app: where scenarios come from, which thread runs them, where drills are saved. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { memoryStore, openDrillStore } from './host/client/index.ts';
import { App, scenarioSource } from './ui/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with id "root"');

// A browser without a language calls it "C", which is none: the chart library would fail on it when it loads.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-GB' });
}

const scenarios = scenarioSource(
  import.meta.glob<string>('/scenarios/**/*.{yaml,yml,md,txt,json}', { query: '?sealed', import: 'default' }),
  import.meta.glob<string>('/scenarios/*/scenario.yaml', { query: '?card', import: 'default' }),
);
const startWorker = () => new Worker(new URL('./host/worker/entry.ts', import.meta.url), { type: 'module', name: 'drill' });
const startShell = () => new Worker(new URL('./host/shell/entry.ts', import.meta.url), { type: 'module', name: 'shell' });

let storageProblem: string | undefined;
const store = await openDrillStore().catch((error: unknown) => {
  storageProblem = error instanceof Error ? error.message : String(error);
  return memoryStore();
});

createRoot(root).render(
  <StrictMode>
    <App services={{ scenarios, startWorker, startShell, store, storageProblem }} />
  </StrictMode>,
);
