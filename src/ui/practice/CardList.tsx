// All cards, with when they come back; one that has become wrong can be deleted.
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { LearningCard } from '../../host/client/index.ts';
import { Button, Modal } from '../theme/index.ts';
import { intervalText } from './due.ts';

export function CardList({ cards, onDelete }: { cards: readonly LearningCard[]; onDelete: (id: string) => void }) {
  const [deleting, setDeleting] = useState<LearningCard | undefined>(undefined);
  const nowMs = Date.now();
  const sorted = [...cards].sort((a, b) => Date.parse(a.schedule.dueAt) - Date.parse(b.schedule.dueAt) || (a.id < b.id ? -1 : 1));
  return (
    <Disclosure className="practice-sitting">
      <Heading level={2} className="practice-list-title">
        <AriaButton slot="trigger" className="button" data-kind="quiet">
          All cards ({cards.length})
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ul className="card practice-list">
          {sorted.map((card) => {
            const dueMs = Date.parse(card.schedule.dueAt);
            return (
              <li key={card.id} className="row-between">
                <div className="grow">
                  <p>{card.question}</p>
                  <p className="small quiet">
                    {dueMs <= nowMs ? 'due now' : `due in ${intervalText(dueMs - nowMs)}`}
                    {card.schedule.reviews > 0 && ` · asked ${card.schedule.reviews === 1 ? 'once' : `${card.schedule.reviews} times`}`}
                    {card.schedule.lapses > 0 && ` · forgotten ${card.schedule.lapses === 1 ? 'once' : `${card.schedule.lapses} times`}`}
                  </p>
                </div>
                <Button
                  kind="quiet"
                  size="small"
                  onPress={() => setDeleting(card)}
                  aria-label={`Delete card: ${card.question.slice(0, 80)}`}
                >
                  Delete
                </Button>
              </li>
            );
          })}
        </ul>
      </DisclosurePanel>
      <Modal title="Delete this card?" role="alertdialog" isOpen={deleting !== undefined} onClose={() => setDeleting(undefined)}>
        <p>“{deleting?.question}” is not asked any more. The drill it came from stays.</p>
        <div className="dialog-actions">
          <Button onPress={() => setDeleting(undefined)}>Keep it</Button>
          <Button
            kind="danger"
            onPress={() => {
              if (deleting !== undefined) onDelete(deleting.id);
              setDeleting(undefined);
            }}
          >
            Delete
          </Button>
        </div>
      </Modal>
    </Disclosure>
  );
}
