// The guide: where it stands, what it points at; and the field's words, which are checked as data.
import { describe, expect, it } from 'vitest';
import { refusalText, unknownText } from '../../../src/ui/app/session-context.tsx';
import { EXPLANATIONS, type Explanation } from '../../../src/ui/guide/explanations.ts';
import { findTerms, GLOSSARY } from '../../../src/ui/guide/glossary.ts';
import { guideState, pointerOf } from '../../../src/ui/guide/guide-state.ts';
import { SHORTCUTS } from '../../../src/ui/guide/shortcuts.ts';
import { TOOLS } from '../../../src/ui/room/tool-list.ts';

const step = (title: string) => ({ title, text: '', shows: undefined, stuck: '', read: false, done: false });

describe('the guide', () => {
  it('counts from one and knows its end', () => {
    const steps = [step('Read'), step('Look')];
    expect(guideState({ steps, current: 0 }, 0)).toMatchObject({ number: 1, count: 2, doneRatio: 0, step: { title: 'Read' } });
    expect(guideState({ steps, current: 1 }, 1)).toMatchObject({ number: 2, doneRatio: 0.5, step: { title: 'Look' } });
    expect(guideState({ steps, current: 2 }, 2)).toMatchObject({ number: 2, doneRatio: 1, step: undefined });
  });
  it('stays at a step that is done until the trainee reads on, and never runs ahead', () => {
    const steps = [step('Read'), step('Look'), step('Act')];
    expect(guideState({ steps, current: 2 }, 0)).toMatchObject({ number: 1, done: true, step: { title: 'Read' } });
    expect(guideState({ steps, current: 2 }, 1)).toMatchObject({ number: 2, done: true, step: { title: 'Look' } });
    expect(guideState({ steps, current: 2 }, 3)).toMatchObject({ number: 3, done: false, step: { title: 'Act' } });
  });
  it('points at tools and at parts of the room, and at nothing else', () => {
    expect(pointerOf('logs')).toEqual({ kind: 'tool', id: 'logs', title: 'Logs' });
    expect(pointerOf('pager')).toMatchObject({ kind: 'part', pane: 'pager' });
    expect(pointerOf('plan')).toMatchObject({ kind: 'part', pane: 'notebook', page: 'plan' });
    expect(pointerOf('cellar')).toBeUndefined();
    expect(pointerOf(undefined)).toBeUndefined();
  });
});

describe('the glossary', () => {
  it('has about sixty terms, sorted, each once, in at most two sentences', () => {
    const terms = GLOSSARY.map(({ term }) => term);
    expect(terms.length).toBeGreaterThanOrEqual(60);
    expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })));
    expect(new Set(terms.map((term) => term.toLowerCase())).size).toBe(terms.length);
    for (const { term, text } of GLOSSARY) {
      // A sentence ends where a capital, a quotation or a figure follows the stop.
      const sentences = text.split(/[.?!]”?\s+(?=[A-Z“\d])/);
      expect(sentences.length, `${term}: ${text}`).toBeLessThanOrEqual(2);
      expect(text.length, term).toBeLessThanOrEqual(220);
    }
  });
  it('finds what is called that before what mentions it, and by other names', () => {
    expect(findTerms('timeout')[0]?.term).toBe('Timeout');
    expect(findTerms('timeout').length).toBeGreaterThan(1);
    expect(findTerms('MTTD')[0]?.term).toBe('Detection');
    expect(findTerms('xyzzy')).toEqual([]);
  });
});

describe('explanations', () => {
  it('lead only to words that are in the glossary', () => {
    const known = new Set(GLOSSARY.map(({ term }) => term.toLowerCase()));
    const led = Object.values<Explanation>(EXPLANATIONS).flatMap(({ term }) => (term === undefined ? [] : [term]));
    expect(led.length).toBeGreaterThan(0);
    expect(led.filter((term) => !known.has(term.toLowerCase()))).toEqual([]);
  });
});

describe('keys', () => {
  it('list every tool, and none twice in the room', () => {
    const inRoom = SHORTCUTS.filter(({ title }) => ['Everywhere in the room', 'Tools'].includes(title));
    const keys = inRoom.flatMap(({ shortcuts }) => shortcuts.map((shortcut) => shortcut.keys.join('+')));
    expect(new Set(keys).size).toBe(keys.length);
    for (const { shortcut } of TOOLS) expect(keys).toContain(shortcut);
  });
});

describe('what came of an action', () => {
  it('is said in full to a beginner, and shortly to others', () => {
    expect(refusalText('a freeze', 'expert')).toBe('Refused: a freeze');
    expect(refusalText('There is a freeze.', 'beginner')).toMatch(/^Refused: There is a freeze\. Nothing was changed\./);
    expect(unknownText('no answer', 'beginner')).toContain('look before you repeat it');
  });
});
