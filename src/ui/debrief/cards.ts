// What stays after a drill, as questions to be asked again: the lessons somebody wrote, and the ways of working that were recognised. Pure.
import type { JournalEntry, LearningCard, Scorecard } from '../../schema/index.ts';

type CardText = Pick<LearningCard, 'id' | 'kind' | 'question' | 'answer' | 'from'>;

export function cardsOf(
  drill: { drillId: string; slug: string; title: string },
  journal: readonly JournalEntry[],
  patterns: Scorecard['patterns'],
): CardText[] {
  const from = { drillId: drill.drillId, slug: drill.slug, title: drill.title.slice(0, 200) };
  const lessons = journal.flatMap((entry): CardText[] => {
    if (entry.kind !== 'review.lesson' || entry.args.text.trim() === '') return [];
    const { kind, text, symptoms, detection, resolution } = entry.args;
    const answer = [text, detection && `How to notice: ${detection}`, resolution && `What helps: ${resolution}`].filter(Boolean).join('\n');
    const ask: Record<typeof kind, string> = {
      pattern: 'Which pattern of failure did you meet, and what gives it away?',
      diagnostic: 'Which way of finding out did you take with you?',
      process: 'What did you want to change in how you work?',
    };
    const question = symptoms.trim() === '' ? `${from.title}: ${ask[kind]}` : `You see: ${symptoms.trim()}. What is it, and what helps?`;
    return [
      {
        id: `lesson/${drill.drillId}/${entry.seq}`,
        kind: 'lesson',
        question: question.slice(0, 2000),
        answer: answer.slice(0, 4000),
        from,
      },
    ];
  });
  return [
    ...lessons,
    ...patterns.map(
      ({ id, title, says }): CardText => ({
        // One card for a way of working, however often it is seen.
        id: `pattern/${id}`.slice(0, 120),
        kind: 'pattern',
        question: `A way of working: “${title}”. How does it look, and what follows from it?`.slice(0, 2000),
        answer: says.slice(0, 4000) || title,
        from,
      }),
    ),
  ];
}
