// Filling a form with proposed texts without losing what somebody wrote. Pure.

/** Fields in which something else was written already. */
export function conflictsOf<K extends string>(draft: Readonly<Record<K, string>>, proposed: Readonly<Partial<Record<K, string>>>): K[] {
  return fieldsOf(proposed).filter((field) => draft[field].trim() !== '' && draft[field].trim() !== proposed[field]?.trim());
}

/** @param mode `empty` leaves what was written; `all` replaces it, which somebody has to have agreed to */
export function filled<K extends string, D extends Record<K, string>>(
  draft: D,
  proposed: Readonly<Partial<Record<K, string>>>,
  mode: 'empty' | 'all',
): D {
  const keep = mode === 'all' ? [] : conflictsOf<K>(draft, proposed);
  return {
    ...draft,
    ...Object.fromEntries(fieldsOf(proposed).flatMap((field) => (keep.includes(field) ? [] : [[field, proposed[field]]]))),
  };
}

/** Takes a filling back where nobody has written since. */
export function undone<K extends string, D extends Record<K, string>>(draft: D, before: D, after: D, fields: readonly K[]): D {
  return { ...draft, ...Object.fromEntries(fields.flatMap((field) => (draft[field] === after[field] ? [[field, before[field]]] : []))) };
}

const fieldsOf = <K extends string>(proposed: Readonly<Partial<Record<K, string>>>): K[] =>
  (Object.keys(proposed) as K[]).filter((field) => (proposed[field] ?? '') !== '');
