// Theme in one import for the folders of ui.
export { Button, type ButtonProps } from './Button.tsx';
export { ChoiceField, FieldGroup, NumberField, TextField } from './Field.tsx';
export { FileButton } from './FileButton.tsx';
export * from './format.ts';
export { Mark, type Tone, ToneShape } from './Mark.tsx';
export { Modal } from './Modal.tsx';
export { Notice } from './Notice.tsx';
export { Progress } from './Progress.tsx';
export { RatioSlider } from './RatioSlider.tsx';
export { TableSwitch } from './TableSwitch.tsx';
