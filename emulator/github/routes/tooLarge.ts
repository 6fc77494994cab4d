import { Problem } from '../http/problem.ts';

/** What GitHub says about a file that no endpoint hands out. */
export function tooLarge(): Problem {
  return new Problem(
    403,
    'This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API, ' +
      'but you can always clone the repository via Git in order to obtain it.',
    [{ resource: 'Blob', field: 'data', code: 'too_large' }],
  );
}
