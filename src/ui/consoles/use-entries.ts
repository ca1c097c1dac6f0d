// What is entered at a console: on its way from the fingers to the journal. A value is filled in when its field is left, and at the latest before a
// button is pressed; until then it is a draft of this browser, so that neither a reload nor another tab loses it.
import { useCallback, useEffect, useRef } from 'react';
import type { ConsoleView } from '../../schema/index.ts';
import type { Desk } from './desk.tsx';

export type Typed = Readonly<Record<string, string>>;

export interface Entries {
  /** What a field shows. */
  value: (field: string) => string;
  type: (field: string, value: string) => void;
  /** Fills in what was typed there. */
  leave: (field: string) => void;
  /** For a choice: typed and left at once. */
  choose: (field: string, value: string) => void;
  submit: (action: string) => Promise<void>;
}

/** @param typed what was typed and is not in the journal yet, by field */
export function useEntries(view: ConsoleView, send: Desk['send'], typed: Typed, setTyped: (typed: Typed) => void): Entries {
  const latest = useRef(typed);
  latest.current = typed;
  const change = useCallback(
    (field: string, value: string | undefined) => {
      const { [field]: _, ...others } = latest.current;
      latest.current = value === undefined ? others : { ...others, [field]: value };
      setTyped(latest.current);
    },
    [setTyped],
  );
  // A fill that has arrived stands in the view; from then on the console's own value counts.
  const { values } = view;
  useEffect(() => {
    const open = Object.entries(latest.current).filter(([field, value]) => values[field] !== value);
    if (open.length === Object.keys(latest.current).length) return;
    latest.current = Object.fromEntries(open);
    setTyped(latest.current);
  }, [values, setTyped]);

  const fill = (fields: Typed): Promise<boolean> =>
    Object.keys(fields).length === 0 ? Promise.resolve(true) : send({ kind: 'console.fill', args: { console: view.id, values: fields } });
  return {
    value: (field) => typed[field] ?? values[field] ?? '',
    type: (field, value) => change(field, value === (values[field] ?? '') ? undefined : value),
    leave: (field) => {
      const value = latest.current[field];
      if (value !== undefined) void fill({ [field]: value });
    },
    choose: (field, value) => {
      change(field, value === (values[field] ?? '') ? undefined : value);
      void fill({ [field]: value });
    },
    submit: async (action) => {
      if (await fill(latest.current)) await send({ kind: 'console.submit', args: { console: view.id, action } });
    },
  };
}
