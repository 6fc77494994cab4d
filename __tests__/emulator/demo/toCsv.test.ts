import { describe, expect, it } from '@jest/globals';
import { toCsv } from '../../../emulator/demo/toCsv.ts';
import { readCsv } from '../../../src/config/records/readCsv.ts';

describe('toCsv', () => {
  it('is read back as what it was made of', () => {
    const records = [
      { id: '1', body: 'A comma, a "quote"\nand a line break', team: 'billing' },
      { id: '2', body: '', team: ' auth' },
    ];
    const csv = toCsv(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    expect(csv.split('\r\n')[0]).toBe('id,body,team');
    const { records: read, problems } = readCsv('t.csv', csv);
    expect(problems).toEqual([]);
    expect(read.map(({ value }) => ({ ...Object(value) }))).toEqual(records);
  });
});
