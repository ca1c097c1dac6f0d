// The choices of the briefing, remembered in this browser. A guided drill is for beginners, whatever was chosen before.
import { useEffect, useState } from 'react';
import { useApp } from '../app/services.ts';
import { type Choices, PREFERENCE, remembered, usualChoices } from './choices.ts';

export function useChoices(guided: boolean): { choices: Choices; choose: (change: Partial<Choices>) => void; keep: () => Promise<void> } {
  const { store } = useApp();
  const [choices, setChoices] = useState<Choices>(usualChoices(guided));
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (guided) return;
    let gone = false;
    Promise.all([store.preference(PREFERENCE), store.results()]).then(
      ([kept, results]) => {
        const known = remembered(kept, usualChoices(results.length === 0));
        if (!gone) setChoices((now) => (touched ? now : known));
      },
      () => undefined, // Nothing remembered: the usual choices stand.
    );
    return () => {
      gone = true;
    };
  }, [store, guided, touched]);
  return {
    choices,
    choose: (change) => {
      setTouched(true);
      setChoices({ ...choices, ...change });
    },
    // What was chosen for a guided drill says nothing about the next one.
    keep: async () => (guided ? undefined : store.setPreference(PREFERENCE, choices).catch(() => undefined)),
  };
}
