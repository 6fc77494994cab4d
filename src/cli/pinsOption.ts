import { Option } from 'commander';

/** `--pins`, the same in every command that looks for pins. */
export function pinsOption(): Option {
  return new Option('--pins <glob...>', 'which files are pins').default(['**/pinned-version.yml']);
}
