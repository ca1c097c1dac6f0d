// Search and filters above the cards.
import { Checkbox } from 'react-aria-components';
import { Button, ChoiceField, TextField } from '../theme/index.ts';
import { type Filter, isFiltered, NO_FILTER } from './filters.ts';

export function LibraryFilters({
  filter,
  tags,
  onChange,
}: {
  filter: Filter;
  tags: readonly string[];
  onChange: (filter: Filter) => void;
}) {
  const set = (change: Partial<Filter>) => onChange({ ...filter, ...change });
  return (
    <search className="library-filters">
      <TextField label="Search" value={filter.text} onChange={(text) => set({ text })} placeholder="Words or a system" maxLength={100} />
      <ChoiceField
        label="Difficulty"
        value={filter.difficulty}
        onChange={(difficulty) => set({ difficulty })}
        options={[{ value: 'any', label: 'any' }, '1', '2', '3', '4', '5']}
      />
      <ChoiceField
        label="Length"
        value={filter.length}
        onChange={(length) => set({ length })}
        options={[
          { value: 'any', label: 'any' },
          { value: 'short', label: 'to 30 min' },
          { value: 'medium', label: '30 to 60 min' },
          { value: 'long', label: 'over an hour' },
        ]}
      />
      <ChoiceField
        label="About"
        value={filter.tag}
        onChange={(tag) => set({ tag })}
        options={[{ value: 'any', label: 'anything' }, ...tags.map((tag) => ({ value: tag, label: tag }))]}
      />
      <ChoiceField
        label="Played"
        value={filter.played}
        onChange={(played) => set({ played })}
        options={[
          { value: 'any', label: 'any' },
          { value: 'new', label: 'not yet' },
          { value: 'played', label: 'played' },
        ]}
      />
      <Checkbox className="checkbox library-proved" isSelected={filter.proved} onChange={(proved) => set({ proved })}>
        <span className="checkbox-box" aria-hidden="true" />
        Proved only
      </Checkbox>
      {isFiltered(filter) && (
        <Button kind="quiet" onPress={() => onChange(NO_FILTER)}>
          Clear
        </Button>
      )}
    </search>
  );
}
