// Whether there is room to dock: the same width at which the styles go from two columns to three.
import { useSyncExternalStore } from 'react';

const media = matchMedia('(min-width: 1101px)');

export const useWide = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => media.matches,
  );
