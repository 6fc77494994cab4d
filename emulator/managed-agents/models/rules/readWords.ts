/** Words that say nothing about what a text is about. They are left out of keywords and of texts alike. */
const stopWords = new Set(
  (
    'a about an and any anything are as at be been being both but by can cannot could did do does either else etc every everything ' +
    'few for from get gets got had has have he her his how i if in into is it its just me more most much my no nor not ' +
    'of off on only or other our out over own per please she should so some such than that the their them then there ' +
    'these they this those through to too under until up us very was way we were what when where whether which while ' +
    'who whose why will with within would you your'
  ).split(' '),
);

/**
 * The words of a text, in order, in the form in which they are compared: case, accents' encoding, possessives
 * and the common English endings are gone (`Charges`, `charged` and `charge` are one word), stop words too.
 */
export function readWords(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\p{L})['’]s\b/gu, '$1')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).filter((word) => !stopWords.has(word)).map(stem);
}

/**
 * A light stemmer: good enough to bring the forms of one word together, and much less than Porter's. It
 * errs on the side of leaving words alone.
 */
function stem(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  const singular = word.replace(/(?<=[a-z]{2})ies$|(?<=ss|x|z|ch|sh)es$|(?<=[^su])s$/, (ending) =>
    ending === 'ies' ? 'y' : '',
  );
  const root = singular
    .replace(/(?<=[a-z]{3})ment$/, '')
    .replace(/(?<=[st])ion$/, '')
    .replace(/(?<=[a-z]{2})age$/, '')
    .replace(/(?<=[aeiouy][a-z]*[^e])(?:ing|ed)$/, '')
    .replace(/(?<=[a-z]{2})e$/, '');
  return root.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}
