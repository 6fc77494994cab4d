import { describe, expect, it } from '@jest/globals';
import { calibrationHeadline, pinSentence } from '../../../src/report/calibration/calibrationHeadline.ts';
import {
  makeCalibration,
  makeCalibrationResult,
  makeFalseBlocks,
  makePinCalibration,
} from '../../helpers/factories/makeCalibration.ts';

const sentence = (count: number, of: number, simulation = makeCalibration().simulation) =>
  pinSentence(
    makePinCalibration({
      calibration: makeCalibration({ observed: makeFalseBlocks(count, of), simulation }),
    }),
    of,
  );

describe('pinSentence', () => {
  it('says what was observed with its interval, and what was simulated as simulated', () => {
    expect(pinSentence(makePinCalibration(), 5)).toBe(
      'Of 5 runs of version 3 against itself, none was blocked (95% interval 0–52%); simulated from the observed pass rates, 0.7% would be',
    );
  });

  it.each([
    [1, 5, 'Of 5 runs of version 3 against itself, 1 was blocked'],
    [2, 5, 'Of 5 runs of version 3 against itself, 2 were blocked'],
    [0, 1, 'The one run of version 3 against itself was not blocked'],
    [1, 1, 'The one run of version 3 against itself was blocked'],
  ])('counts %d of %d', (count, of, start) => {
    expect(sentence(count, of).startsWith(start)).toBe(true);
  });

  it('promises nothing of a simulation that there is not, and says how far it came', () => {
    const calibration = makeCalibration({ observed: makeFalseBlocks(0, 2), simulation: undefined });
    const pin = makePinCalibration({ calibration, problems: [{ message: 'Stopped.' }] });
    expect(pinSentence(pin, 5)).toMatch(
      /^Ended after 2 of 5 runs: of 2 runs of version 3 against itself, none was blocked \(95% interval 0–\d+%\)$/,
    );
  });
});

describe('calibrationHeadline', () => {
  it('is the first problem where there is nothing else to say', () => {
    const problems = [{ file: 'p/gate.yml', line: 3, message: 'No.' }, { message: 'Later.' }];
    expect(calibrationHeadline(makeCalibrationResult({ pins: [], problems }))).toBe(
      'Could not calibrate: p/gate.yml:3: No',
    );
    const failed = makePinCalibration({ calibration: undefined, problems });
    expect(calibrationHeadline(makeCalibrationResult({ pins: [failed] }))).toBe(
      'Could not calibrate: p/gate.yml:3: No',
    );
  });

  it('sums up several pins', () => {
    const pins = [makePinCalibration(), makePinCalibration({ path: 'q/pinned-version.yml' })];
    expect(calibrationHeadline(makeCalibrationResult({ pins }))).toBe(
      'Of 10 runs of the versions of 2 pins against themselves, none was blocked',
    );
    const failed = makePinCalibration({ calibration: undefined, problems: [{ message: 'No.' }] });
    expect(calibrationHeadline(makeCalibrationResult({ pins: [...pins, failed] }))).toBe(
      'Not finished: of 10 runs of the versions of 3 pins against themselves, none was blocked',
    );
  });
});
