// Figures of reports and texts of rules as words; no locale is asked.

/** Three significant places below 10 %, one decimal at most above. */
export function percentText(ratio: number): string {
  const percent = ratio * 100;
  const places = Math.abs(percent) >= 100 ? 1 : Math.abs(percent) >= 10 ? 10 : 100;
  return `${Math.round(percent * places) / places} %`;
}

/** An objective or what was achieved: never rounded up to what was promised. */
export const objectiveText = (ratio: number): string => `${Math.floor(ratio * 1e6 + 1e-6) / 1e4} %`;

/** `43 min 12 s`, `50 s`, `7 h 12 min`. */
export function minutesText(minutes: number): string {
  const seconds = Math.round(minutes * 60);
  if (seconds < 60) return `${seconds} s`;
  const [hours, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  return seconds % 60 === 0 ? `${rest} min` : `${rest} min ${seconds % 60} s`;
}

/** A text as PromQL writes it. */
export const quoted = (text: string): string => JSON.stringify(text);

/** A text in which Prometheus finds no template. */
export const escaped = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');
