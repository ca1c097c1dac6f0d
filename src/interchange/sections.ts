// Sections of our own files as YAML text, written so that people can read and paste them.
import { stringify } from 'yaml';

/** `slos:` or `dashboards:` of a scenario's observability. */
export const sectionYaml = (section: 'slos' | 'dashboards', items: readonly object[]): string =>
  stringify({ [section]: items }, { lineWidth: 0, aliasDuplicateObjects: false });

/** A Prometheus rule file. */
export const ruleFileYaml = (groups: readonly object[]): string => stringify({ groups }, { lineWidth: 0, aliasDuplicateObjects: false });
