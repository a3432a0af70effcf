import { catalogue, event, oneOf, organisationIdSchema, record, type EventOf } from '#kernel';

/** No free text: a reason in somebody's own words would keep what is to be forgotten. */
export const reasonToForgetSchema = oneOf('asked-by-the-subject', 'retention-over', 'ordered-by-a-court');

export const dataSubjectEvents = catalogue({
  'data-subject.forgotten.v1': event(
    'The key of an organisation’s personal fields is destroyed: they can never be read again, wherever they stand.',
    record({ subjectId: organisationIdSchema, reason: reasonToForgetSchema }),
  ),
});

export type DataSubjectEvent = EventOf<typeof dataSubjectEvents>;
