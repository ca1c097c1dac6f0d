/**
 * What people see and press: React panels, Pixi topology, theme; stories beside components.
 * Public surface of `ui`: other rooms import from here and nowhere deeper.
 */
export { App } from './app/App.tsx';
export { type FileLoaders, type ScenarioSource, scenarioSource } from './app/scenario-source.ts';
export type { AppServices } from './app/services.ts';
