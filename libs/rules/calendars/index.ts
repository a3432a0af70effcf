import type { WorkingCalendar } from '#kernel';
import { usBanking } from './us-banking.js';
import { weekdays } from './weekdays.js';

/** The calendars that a rule set, or a setting for what it calls `configured`, may name. */
export const CALENDARS = ['us-banking', 'weekdays'] as const;
export type CalendarName = (typeof CALENDARS)[number];

const byName: Readonly<Record<CalendarName, WorkingCalendar>> = { 'us-banking': usBanking, weekdays };

export const calendarNamed = (name: CalendarName): WorkingCalendar => byName[name];
