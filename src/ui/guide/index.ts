// The guide in one import for the folders of ui.
export { Explain } from './Explain.tsx';
export type { ExplanationId } from './explanations.ts';
export { GuideStrip } from './GuideStrip.tsx';
export { HelpButton } from './HelpButton.tsx';
export { HelpDialog } from './HelpDialog.tsx';
export { openHelp } from './help-store.ts';
