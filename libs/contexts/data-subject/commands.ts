import type { OrganisationId, TypeOf } from '#kernel';
import type { reasonToForgetSchema } from './events.js';

/** The platform forgets what it knows about the people of an organisation. It cannot be taken back. */
export type ForgetDataSubject = Readonly<{
  type: 'forget-data-subject';
  subjectId: OrganisationId;
  reason: TypeOf<typeof reasonToForgetSchema>;
}>;

export type DataSubjectCommand = ForgetDataSubject;
