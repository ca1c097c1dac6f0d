// Text of programs, scenarios and runs made harmless for a terminal: whatever it holds, it only prints.

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const CONTROL_OR_BREAK = /[\u0000-\u001f\u007f-\u009f]/g;

/** Line breaks as a terminal needs them; of control characters only those and tabs stay. */
export const lines = (text: string): string => text.replaceAll('\r\n', '\n').replace(CONTROL, '').replaceAll('\n', '\r\n');

/** One line in which each control character is a picture of itself, one column wide. */
export const visible = (text: string): string =>
  text.replace(CONTROL_OR_BREAK, (char) => (char < ' ' ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : '\ufffd'));
