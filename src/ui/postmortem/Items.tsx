// The structured parts of a post-mortem: five whys, contributing factors by depth, action items.
import { X } from 'lucide-react';
import type { PostMortem } from '../../schema/index.ts';
import { Button, ChoiceField, TextField } from '../theme/index.ts';
import { CheckedText, type Language } from './CheckedText.tsx';
import { DEPTHS, WHY_QUESTIONS } from './document.ts';

export interface PartProps {
  postMortem: PostMortem;
  language: Language;
  /** `field` names the step of undo; without it the change is a step of its own. */
  change: (part: Partial<PostMortem>, field?: { name: string; text: string }) => void;
}

const FACTORS_MAX = 60;
const ITEMS_MAX = 100;
const DEPTH_OPTIONS = (Object.keys(DEPTHS) as (keyof typeof DEPTHS)[]).map((value) => ({ value, label: DEPTHS[value] }));
const PRIORITIES = [
  { value: 'P0', label: 'P0: now' },
  { value: 'P1', label: 'P1: this week' },
  { value: 'P2', label: 'P2: this month' },
  { value: 'P3', label: 'P3: some day' },
] as const;

const replaced = <T,>(list: readonly T[], index: number, next: T): T[] => list.map((old, at) => (at === index ? next : old));
const without = <T,>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

export function Whys({ postMortem: { whys }, language, change }: PartProps) {
  return (
    <fieldset className="part stack">
      <legend>
        <h3>Five whys</h3>
      </legend>
      <p className="quiet small">Ask on until the answer is something in the way of working that can be changed.</p>
      {whys.map((answer, index) => (
        <CheckedText
          // biome-ignore lint/suspicious/noArrayIndexKey: a why is its place
          key={index}
          label={`${index + 1}. ${WHY_QUESTIONS[index] ?? 'Why?'}`}
          value={answer}
          rows={2}
          maxLength={1000}
          language={language}
          onChange={(text, whole) => change({ whys: replaced(whys, index, text) }, whole ? undefined : { name: `why ${index}`, text })}
        />
      ))}
    </fieldset>
  );
}

export function Factors({ postMortem: { factors }, language, change }: PartProps) {
  return (
    <fieldset className="part stack">
      <legend>
        <h3>Contributing factors</h3>
      </legend>
      {factors.map((factor, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a factor is its place
        <div key={index} className="part-row">
          <ChoiceField
            label={`Depth of factor ${index + 1}`}
            value={factor.depth}
            onChange={(depth) => change({ factors: replaced(factors, index, { ...factor, depth }) })}
            options={DEPTH_OPTIONS}
          />
          <div className="grow">
            <CheckedText
              label={`Factor ${index + 1}`}
              value={factor.text}
              rows={2}
              maxLength={1000}
              language={language}
              onChange={(text, whole) =>
                change({ factors: replaced(factors, index, { ...factor, text }) }, whole ? undefined : { name: `factor ${index}`, text })
              }
            />
          </div>
          <Button
            kind="quiet"
            size="small"
            onPress={() => change({ factors: without(factors, index) })}
            aria-label={`Remove factor ${index + 1}`}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        </div>
      ))}
      <div className="row">
        <Button isDisabled={factors.length >= FACTORS_MAX} onPress={() => change({ factors: [...factors, { depth: 'deeper', text: '' }] })}>
          Add a factor
        </Button>
      </div>
    </fieldset>
  );
}

export function Actions({ postMortem: { actionItems }, language, change }: PartProps) {
  return (
    <section className="card stack" aria-labelledby="actions-title">
      <h2 id="actions-title">Action items</h2>
      {actionItems.length === 0 && <p className="empty">Nothing is to be done yet.</p>}
      {actionItems.map((item, index) => {
        const write = (part: Partial<typeof item>, name?: string, text = '') =>
          change(
            { actionItems: replaced(actionItems, index, { ...item, ...part }) },
            name === undefined ? undefined : { name: `${name} ${index}`, text },
          );
        return (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place
            key={index}
            className="part stack-tight"
          >
            <legend className="field-label">Action item {index + 1}</legend>
            <CheckedText
              label="What is to be done"
              value={item.text}
              maxLength={500}
              language={language}
              onChange={(text, whole) => write({ text }, whole ? undefined : 'item', text)}
            />
            <div className="fields">
              <ChoiceField label="Priority" value={item.priority} onChange={(priority) => write({ priority })} options={PRIORITIES} />
              <TextField label="Owner" value={item.owner} onChange={(owner) => write({ owner }, 'owner', owner)} maxLength={80} />
              <TextField
                label="Due"
                value={item.due}
                placeholder="2026-02-01"
                onChange={(due) => write({ due }, 'due', due)}
                maxLength={40}
              />
            </div>
            <CheckedText
              label="How it would have prevented this"
              value={item.prevents}
              maxLength={1000}
              language={language}
              onChange={(prevents, whole) => write({ prevents }, whole ? undefined : 'prevents', prevents)}
            />
            <div className="row">
              <Button size="small" kind="quiet" onPress={() => change({ actionItems: without(actionItems, index) })}>
                Remove action item {index + 1}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div className="row">
        <Button
          isDisabled={actionItems.length >= ITEMS_MAX}
          onPress={() => change({ actionItems: [...actionItems, { text: '', owner: '', priority: 'P1', due: '', prevents: '' }] })}
        >
          Add an action item
        </Button>
      </div>
    </section>
  );
}
