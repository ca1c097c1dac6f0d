// Texts to begin an update with, by audience and state; shorter ones for small incidents. Data only.
// `{{…}}` is filled from what the room shows (template-values.ts); `[…]` is a blank that only a person can fill.
import type { AudienceName } from '../../schema/index.ts';
import type { UpdateState, UpdateText } from './update-draft.ts';

export type TemplateTexts = Record<UpdateText, string>;

export const TEMPLATES: Record<AudienceName, Record<UpdateState, TemplateTexts>> = {
  executive: {
    investigating: {
      whatHappened: 'Since {{since}} [what customers cannot do]. We treat it as {{severity}}.',
      impactText: '[who is hit, and who is not]',
      done: 'The on-call team is at it and has looked at [what was checked].',
      unknowns: 'What the cause is, and whether it still gets worse.',
      nextSteps: 'Limit the damage first, then find the cause. Nothing is needed from you now.',
    },
    identified: {
      whatHappened: 'Since {{since}} [what customers cannot do]. We believe that [the cause in one plain sentence].',
      impactText: '[who is hit, and who is not]',
      done: 'We ruled out [what it is not].',
      unknowns: 'How soon the repair shows.',
      nextSteps: '[what we do next]. If it does not help: [what we do instead].',
    },
    mitigating: {
      whatHappened: 'Since {{since}} [what customers cannot do], because [the cause in one plain sentence].',
      impactText: '[what is better already, and what is not]',
      done: '{{lastAction}}.',
      unknowns: 'Whether the effect lasts.',
      nextSteps: 'Watch until the figures are normal. If they are not by [time]: [what we do instead].',
    },
    monitoring: {
      whatHappened: 'Customers can [do what] again since [time].',
      impactText: '[what remains]',
      done: '{{lastAction}}.',
      unknowns: 'Whether anything was damaged on the way: [orders, payments, data].',
      nextSteps: 'Watch for [how long], then close.',
    },
    resolved: {
      whatHappened: 'It is over. From {{since}} until [time] [what customers could not do], because [the cause in one plain sentence].',
      impactText: '[who was hit, in total]',
      done: '{{lastAction}}.',
      unknowns: '[what is still open, such as refunds]',
      nextSteps: 'We review it together on [day]; the written report follows.',
    },
  },
  support: {
    investigating: {
      whatHappened: 'Since {{since}} [what customers see]. It is on our side, not theirs.',
      impactText: '[which customers, and what still works]',
      done: 'Engineers are at it. Please say: “We know of it and work on it.”',
      unknowns: 'When it is over. Please promise no time.',
      nextSteps: 'Collect [what would help us, such as times and regions]. A way around: [way around, or none].',
    },
    identified: {
      whatHappened: 'Since {{since}} [what customers see]. We think we know why.',
      impactText: '[which customers, and what still works]',
      done: 'We ruled out that it is [what it is not].',
      unknowns: 'How long the repair takes. Please promise no time.',
      nextSteps: 'Tell customers that a repair is being prepared. A way around: [way around, or none].',
    },
    mitigating: {
      whatHappened: 'Since {{since}} [what customers see]. A repair is under way.',
      impactText: '[what gets better first, and what later]',
      done: 'A repair was begun at {{now}}.',
      unknowns: 'Whether everyone recovers at once.',
      nextSteps: 'Ask customers to try again in a while, and tell us if it still fails after [time].',
    },
    monitoring: {
      whatHappened: '[What customers can do] works again since [time].',
      impactText: '[what may still look odd]',
      done: 'The repair is in place and we watch it.',
      unknowns: 'Whether single customers are still hit.',
      nextSteps: 'Please send us every report of a failure after [time].',
    },
    resolved: {
      whatHappened: 'It is over: [what failed] works since [time].',
      impactText: '[what customers may have lost, such as orders to repeat]',
      done: 'We repaired it and watched it for [how long].',
      unknowns: '[what is still open]',
      nextSteps: 'Answer open tickets with: [sentence for customers]. Claims go to [whom].',
    },
  },
  'status page': {
    investigating: {
      whatHappened: 'Since {{since}} some customers cannot [do what]. We are looking into it.',
      impactText: '[what works, and what does not]',
      done: '',
      unknowns: '',
      nextSteps: 'We write here again as soon as we know more.',
    },
    identified: {
      whatHappened: 'We found why customers cannot [do what] and prepare a repair.',
      impactText: '[what works, and what does not]',
      done: '',
      unknowns: '',
      nextSteps: 'We write here again when the repair is in place.',
    },
    mitigating: {
      whatHappened: 'A repair is being put in place. [Doing what] may still fail meanwhile.',
      impactText: '[what works, and what does not]',
      done: '',
      unknowns: '',
      nextSteps: 'If something failed, please try again in a while.',
    },
    monitoring: {
      whatHappened: '[Doing what] works again. We are watching it.',
      impactText: '[what may still be slow]',
      done: '',
      unknowns: '',
      nextSteps: 'If something still fails for you, please tell support.',
    },
    resolved: {
      whatHappened: 'From {{since}} until [time] customers could not [do what]. This is over.',
      impactText: '[what customers should check or repeat]',
      done: 'We repaired the cause and watched that everything works.',
      unknowns: '',
      nextSteps: 'We are sorry. We will publish what happened and what we change.',
    },
  },
  'war room': {
    investigating: {
      whatHappened: '{{severity}} since {{since}}. {{alerts}}.',
      impactText: '',
      done: 'Looking at [who looks at what].',
      unknowns: '[what we need to find out first]',
      nextSteps: '[who] checks [what] until [time].',
    },
    identified: {
      whatHappened: 'Most likely: {{believed}}.',
      impactText: '',
      done: 'Ruled out: [what, by which evidence].',
      unknowns: '[what would prove us wrong]',
      nextSteps: '[who] does [what]. Expect [what, by when]; if not: [what instead].',
    },
    mitigating: {
      whatHappened: '{{believed}}.',
      impactText: '',
      done: '{{lastAction}}.',
      unknowns: '[what we watch for]',
      nextSteps: 'Expect [what, by when]; if not: [what instead]. No other change until then.',
    },
    monitoring: {
      whatHappened: 'Errors are down since [time]. {{alerts}}.',
      impactText: '',
      done: '{{lastAction}}.',
      unknowns: '[side effects that nobody has looked for yet]',
      nextSteps: '[who] watches [what] for [how long]; then we close.',
    },
    resolved: {
      whatHappened: 'Closing: normal since [time]. {{alerts}}.',
      impactText: '',
      done: '{{lastAction}}.',
      unknowns: '[what is left to clean up, and who does it]',
      nextSteps: 'Review on [day]. Please write down now what you saw.',
    },
  },
};

/** What reads otherwise when little is at stake (SEV-3, SEV-4). */
export const MINOR_TEMPLATES: Partial<Record<AudienceName, Partial<Record<UpdateState, Partial<TemplateTexts>>>>> = {
  executive: {
    investigating: {
      whatHappened: 'Since {{since}} [what is slower or fails for a few]. It is small ({{severity}}).',
      nextSteps: 'We look into it. You will hear from us only if it grows.',
    },
    resolved: { nextSteps: 'No announcement is needed. We note what we learnt.' },
  },
  'status page': {
    investigating: { whatHappened: 'Since {{since}} a few customers may notice that [what]. We are looking into it.' },
    mitigating: { whatHappened: 'A repair is being put in place. A few customers may still notice that [what].' },
    resolved: { nextSteps: 'Thank you for your patience.' },
  },
  support: {
    investigating: { nextSteps: 'Only if somebody asks: we know of it. A way around: [way around, or none].' },
  },
};
