// How large an input may be. Every limit is checked before the work that it bounds.

export const LIMITS = {
  /** Characters of one YAML file. */
  yamlLength: 1_000_000,
  /** Characters of all text files of a scenario’s folder together. */
  folderLength: 5_000_000,
  files: 200,
  /** Nesting of lists and maps. */
  depth: 40,
  /** Values in one YAML file, aliases counted as often as they are used. */
  nodes: 100_000,
  /** Words, marks and line ends of one YAML file: what its parser works through. */
  lexemes: 250_000,
  /** Syntax errors after which the rest of a YAML file is not read. */
  syntaxErrors: 20,
  /** Characters of a run file. */
  runFileLength: 20_000_000,
  /** Issues reported for one input; more are counted. */
  issues: 200,
} as const;
