// Post-mortems: what is filled in from a real run, undo, and exports in which hostile text stays text.
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { DrillSession, memoryStore } from '../../../src/host/client/index.ts';
import { type PostMortem, PostMortemSchema } from '../../../src/schema/learner.ts';
import { type DocBlock, documentOf, textBlocks } from '../../../src/ui/postmortem/document.ts';
import { escapeHtml, markdownText, toHtml, toMarkdown } from '../../../src/ui/postmortem/export.ts';
import { changed, historyOf, redone, typingStep, undone } from '../../../src/ui/postmortem/history.ts';
import { prefilled } from '../../../src/ui/postmortem/prefill.ts';
import { bundleOf, channel, ManualClock } from '../host/support.ts';

/** As the most permissive reader there is: HTML passes, bare addresses become links. */
const reader = new MarkdownIt({ html: true, linkify: true });
type Token = ReturnType<typeof reader.parse>[number];
const inlines = (markdown: string): Token[] => reader.parse(markdown, {}).filter(({ type }) => type === 'inline');
const textOf = (token: Token): string =>
  (token.children ?? [])
    .map(({ type, content }) => (type === 'text' || type === 'text_special' ? content : type.endsWith('break') ? '\n' : ''))
    .join('');
const kinds = (token: Token): string[] =>
  [...new Set((token.children ?? []).map(({ type }) => type))].filter((type) => type !== 'text' && !type.startsWith('strong'));

const HOSTILE = [
  '# not a heading',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  'a | b | c',
  'a \\| b \\',
  '`code` **bold** _em_ ~~gone~~ __init__',
  '1. not a list',
  '12) nor this',
  '- nor this',
  '+ or this',
  '=== underline',
  '> quote',
  '&amp; &#60; &lt;b&gt;',
  'https://evil.example www.evil.example mailto:a@b.example a@b.example',
  '"><svg/onload=alert(1)>',
  '--- ',
  '***',
  'snake_case_name payment-service 2.4.2 → 2.4.1',
  '[^1] [ref]: /x',
  ':::warning',
  'trailing #',
  '\u202egnp.exe',
];
const READ = (text: string) =>
  text
    .replace(/[\u202a-\u202e]/g, '')
    .trim()
    .replace(/\s+/g, ' ');

describe('Markdown', () => {
  test.each(HOSTILE)('reads the same wherever it stands: %s', (text) => {
    const blocks: DocBlock[] = [
      { kind: 'heading', level: 2, text },
      { kind: 'paragraph', lines: [text, text] },
      { kind: 'bullets', items: [text] },
      { kind: 'numbers', items: [text] },
      { kind: 'table', head: ['a', text], rows: [{ cells: [text, text], strong: true }] },
    ];
    const markdown = toMarkdown(blocks);
    const tokens = reader.parse(markdown, {});
    const opened = tokens.filter(
      ({ type }) => type.endsWith('_open') || type.startsWith('html') || ['hr', 'fence', 'code_block'].includes(type),
    );
    expect(opened.map(({ type }) => type).filter((type) => !/^(paragraph|tr|td|th|thead|tbody)_open$/.test(type))).toEqual([
      'heading_open',
      'bullet_list_open',
      'list_item_open',
      'ordered_list_open',
      'list_item_open',
      'table_open',
    ]);
    const wanted = READ(text);
    expect(inlines(markdown).map(textOf)).toEqual([wanted, `${wanted}\n${wanted}`, wanted, wanted, 'a', wanted, wanted, wanted]);
    expect(
      inlines(markdown)
        .flatMap(kinds)
        .filter((type) => type !== 'hardbreak' && type !== 'text_special'),
    ).toEqual([]);
  });

  test('any line of text comes back character by character', () => {
    const character = fc.constantFrom(...' \\`*_{}[]()#+-.!|~&<>"\':/@$^=%;,?a1ä→'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 40 }), (raw) => {
        const text = READ(raw);
        fc.pre(text !== '');
        const [inline] = inlines(toMarkdown([{ kind: 'paragraph', lines: [text] }]));
        expect(inline === undefined ? '' : textOf(inline)).toBe(text);
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });

  test('ordinary words are left readable', () => {
    expect(markdownText('Rolled back payment-service to 2.4.1 (4 min, 12.5 %).')).toBe(
      'Rolled back payment-service to 2.4.1 (4 min, 12.5 %).',
    );
  });
});

describe('HTML', () => {
  test('everything is escaped, nothing can load or run', () => {
    const html = toHtml([
      { kind: 'heading', level: 1, text: '</title><script>alert(1)</script>' },
      { kind: 'table', head: ['<b>'], rows: [{ cells: ['"><img src=x onerror=alert(1)>'], strong: false }] },
      ...HOSTILE.map((text): DocBlock => ({ kind: 'paragraph', lines: [text] })),
    ]);
    const tags = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map((match) => match[1]?.toLowerCase()));
    expect([...tags].sort()).toEqual([
      '!doctype',
      'body',
      'h1',
      'head',
      'html',
      'meta',
      'p',
      'style',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'title',
      'tr',
    ]);
    expect(html).not.toMatch(/\s(?:src|href|on\w+)=(?!x|alert)/i);
    expect(html).toContain("default-src 'none'");
    expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  });
});

describe('text as it is written', () => {
  test('lines with a dash are a list, an empty line ends a paragraph', () => {
    expect(textBlocks('one\ntwo\n\nthree\n- a\n- b\nfour')).toEqual([
      { kind: 'paragraph', lines: ['one', 'two'] },
      { kind: 'paragraph', lines: ['three'] },
      { kind: 'bullets', items: ['a', 'b'] },
      { kind: 'paragraph', lines: ['four'] },
    ]);
  });
});

describe('undo', () => {
  test('a word is a step, fields are apart, redo goes forward until something new is written', () => {
    let history = historyOf('');
    for (const text of ['a', 'an', 'an ', 'an e', 'an en', 'an end']) history = changed(history, text, typingStep('summary', text));
    expect(history.present).toBe('an end');
    history = undone(history);
    expect(history.present).toBe('an');
    history = undone(history);
    expect([history.present, undone(history)]).toEqual(['', history]);
    history = redone(history);
    expect(history.present).toBe('an');
    history = changed(history, 'other', 'title/0');
    expect([redone(history).present, undone(history).present]).toEqual(['other', 'an']);
  });
});

describe('filled in from a real run', () => {
  test('every figure is that of the run, own words stand first, and the record is one the store accepts', async () => {
    const session = await DrillSession.open({
      worker: channel(new ManualClock()),
      store: memoryStore(),
      bundle: bundleOf('timeout-cascade'),
      id: 'drill',
      seed: 'post-mortem',
    });
    const startUs = session.getState().live.nowUs;
    await session.append({ kind: 'incident.declare', args: { severity: 'SEV-1', summary: 'Payments fail' } });
    await session.skipTo(startUs + 60e6);
    await session.append({ kind: 'command.rollback', args: { service: 'payment-service' } });
    await session.skipTo(startUs + 150e6);
    await session.append({ kind: 'incident.resolve', args: { summary: 'Rolled back' } });
    await session.append({
      kind: 'review.reflection',
      args: { wentWell: 'Quick to declare', wentBadly: '- Nobody was told\nLate', lucky: 'It was noon' },
    });
    await session.append({ kind: 'review.causes', args: { surface: 'Two timeouts', deeper: 'No review of configuration', deepest: '' } });
    await session.append({ kind: 'review.lesson', args: { kind: 'pattern', text: 'A full pool is a symptom', symptoms: 'pending grows' } });
    await session.append({
      kind: 'review.action-item',
      args: { text: 'Review <configuration>', priority: 'P0', owner: 'platform', prevents: 0.8 },
    });
    await session.append({ kind: 'review.submit', args: {} });
    const { card, comparisons } = await session.score();
    const { live } = session.getState();
    const known = { drillId: 'drill', slug: 'timeout-cascade', view: live, journal: session.journal, card, comparisons };
    const postMortem: PostMortem = prefilled(known, '2026-01-01T00:00:00.000Z');
    expect(PostMortemSchema.parse(postMortem)).toEqual(postMortem);
    const text = (id: string) => postMortem.sections.find((section) => section.id === id)?.text ?? '';
    expect(text('glance')).toContain('Severity: SEV-1');
    expect(text('summary')).toMatch(/^Payments fail\. .* users were affected\. .*What solved it: Rolled back\./);
    expect(text('impact')).toContain(`Users affected: ${card.measures.usersAffected.toLocaleString('en', { maximumFractionDigits: 0 })}`);
    expect(text('timeline')).toMatch(/^\d\d:\d\d:\d\d The first page$/m);
    expect(text('timeline')).toMatch(/Decision: .*payment-service/);
    expect(text('badly').split('\n').slice(0, 2)).toEqual(['- Nobody was told', '- Late']);
    // What happened, not what the rubric calls it.
    const [category] = card.categories;
    const criterion = category!.criteria[0]!;
    const evidence = [{ kind: 'entry' as const, seq: 1, atUs: 0, text: 'looked' }];
    const met = { ...criterion, verdict: 'met' as const, by: 'machine' as const, because: 'looked at the deployments', evidence };
    const late = {
      what: 'first update' as const,
      byUs: live.tPlusZeroUs! + 300e6,
      doneAtUs: undefined,
      verdict: 'missed' as const,
      evidence,
    };
    const led = { ...card.command, targets: [late] };
    const other = { ...card, categories: [{ ...category!, criteria: [met] }], command: led };
    const better = prefilled({ ...known, card: other }, '2026-01-01T00:00:00.000Z');
    expect(better.sections.find(({ id }) => id === 'badly')?.text).toMatch(/^- First update: due by T\+5:00, not done$/m);
    expect(better.sections.find(({ id }) => id === 'well')?.text).toMatch(/^- Looked at the deployments$/m);
    for (const { text: section } of [...postMortem.sections, ...better.sections]) expect(section).not.toContain(criterion.title);
    expect(postMortem.whys.slice(0, 3)).toEqual(['Two timeouts', 'No review of configuration', '']);
    expect(postMortem.factors.slice(0, 2)).toEqual([
      { depth: 'surface', text: 'Two timeouts' },
      { depth: 'deeper', text: 'No review of configuration' },
    ]);
    expect(postMortem.factors.map((factor) => factor.text)).toEqual(expect.arrayContaining(card.truth.deeper));
    const markdown = toMarkdown(documentOf(postMortem));
    expect(markdown).toMatch(/\| P0 \| Review \\<configuration\\> \| platform \|/);
    expect(markdown).toContain('| Time (UTC) | Event |');
    expect(toHtml(documentOf(postMortem))).toContain('<td>Review &lt;configuration&gt;</td>');
  });
});
