const SAMPLES = [
  {
    id: 'sample-01',
    subject: 'Charged twice in March',
    body: 'Our card was charged on the 1st and on the 3rd for the same invoice. Please refund one of the two.',
    team: 'billing',
  },
  {
    id: 'sample-02',
    subject: 'Invoice without our VAT number',
    body: 'Our accounting cannot book the last invoice: the VAT number is missing. Can you send a corrected one?',
    team: 'billing',
  },
  {
    id: 'sample-03',
    subject: 'Reset link never arrives',
    body: 'I asked for a new password three times today and no mail came, not even in the spam folder.',
    team: 'access',
  },
  {
    id: 'sample-04',
    subject: 'New colleague cannot see our projects',
    body: 'We invited her yesterday. She can sign in, but her list of projects is empty. She should be an editor.',
    team: 'access',
  },
  {
    id: 'sample-05',
    subject: 'Export stops at 10,000 rows',
    body: 'The CSV export of our yearly report ends after exactly 10,000 rows, without an error.',
    team: 'product',
  },
  {
    id: 'sample-06',
    subject: 'Dark mode for the report page?',
    body: 'Everything but the report page follows our dark theme. Is that planned?',
    team: 'product',
  },
] as const;

/** The field of the sample fixtures that is graded. */
export const SAMPLE_LABEL = 'team';

/** Fixtures to see the gate work with, one record a line: made up, and to be replaced. */
export function sampleFixtures(): string {
  return SAMPLES.map((fixture) => `${JSON.stringify(fixture)}\n`).join('');
}
