// The notebook: what the trainee thinks, knows, plans and did. Everything written here is a journal entry and is scored as such.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useRoom } from '../room/room-context.tsx';
import { Cascade } from './Cascade.tsx';
import { Checklist } from './Checklist.tsx';
import { Facts } from './Facts.tsx';
import { Hypotheses } from './Hypotheses.tsx';
import { Plan } from './Plan.tsx';
import { Timeline } from './Timeline.tsx';
import './notebook.css';

const PAGES = [
  { id: 'hypotheses', title: 'Hypotheses', Page: Hypotheses },
  { id: 'facts', title: 'Facts', Page: Facts },
  { id: 'plan', title: 'Plan', Page: Plan },
  { id: 'cascade', title: 'Cascade', Page: Cascade },
  { id: 'timeline', title: 'Timeline', Page: Timeline },
  { id: 'checklist', title: 'Checklist', Page: Checklist },
] as const;

export default function Notebook() {
  const { notebookPage, showNotebook } = useRoom();
  return (
    <Tabs className="tabs notebook" selectedKey={notebookPage} onSelectionChange={(key) => showNotebook(String(key))}>
      <TabList className="tab-list" aria-label="Notebook">
        {PAGES.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {PAGES.map(({ id, Page }) => (
        <TabPanel key={id} id={id} className="tab-panel notebook-page">
          <Page />
        </TabPanel>
      ))}
    </Tabs>
  );
}
