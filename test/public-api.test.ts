import { expect, it } from 'vitest';
import { publicNames } from '../tools/public-names.ts';

// "npm run docs" writes the file; here a difference fails. Removing a name is a breaking change.
it('the exported names are those of docs/api.txt', async () => {
  await expect(publicNames()).toMatchFileSnapshot('../docs/api.txt');
});
