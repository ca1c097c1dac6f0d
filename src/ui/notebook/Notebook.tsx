// The notebook: what the trainee thinks, knows, plans and did. Everything written here is a journal entry and is scored as such.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Cascade } from './Cascade.tsx';
import { Facts } from './Facts.tsx';
import { Hypotheses } from './Hypotheses.tsx';
import { Plan } from './Plan.tsx';
import { Timeline } from './Timeline.tsx';

const PAGES = [
  { id: 'hypotheses', title: 'Hypotheses', Page: Hypotheses },
  { id: 'facts', title: 'Facts', Page: Facts },
  { id: 'plan', title: 'Plan', Page: Plan },
  { id: 'cascade', title: 'Cascade', Page: Cascade },
  { id: 'timeline', title: 'Timeline', Page: Timeline },
] as const;

export default function Notebook() {
  return (
    <Tabs className="tabs notebook" defaultSelectedKey="hypotheses">
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
