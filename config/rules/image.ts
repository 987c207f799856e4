import type { ErrorRule, WarningRule } from './rule';

/** An image has an id or a pattern. */
export const oneImage: ErrorRule = (config, report) => {
  const { image } = config;
  if (!image) return;
  const count = Number('id' in image) + Number('nameRegex' in image);
  if (count === 1) return;
  const message = count === 0 ? 'has neither id nor nameRegex' : 'has both id and nameRegex';
  report(['image'], message, { allowed: 'either id or nameRegex' });
};

/** The provider matches with Go's regular expressions: flags first, without lookaround and backreferences. */
export const imagePattern: ErrorRule = (config, report) => {
  const pattern = config.image?.nameRegex;
  if (pattern === undefined) return;
  const path = ['image', 'nameRegex'];
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern)) {
    report(path, 'has lookaround or a backreference, which the provider does not support', {
      allowed: 'a regular expression in RE2 syntax',
    });
    return;
  }
  try {
    new RegExp(pattern.replace(/^\(\?[imsU]+\)/, ''));
  } catch (error) {
    const reason = (error as Error).message.split(': ').at(-1)?.toLowerCase();
    report(path, `is not a regular expression: ${reason}`);
  }
};

/** canonical/cloud-init pull request 1865 (November 2022): before it, cloud-init asks Alibaba Cloud without a token. */
export const tokensNeedImage: WarningRule = ({ metadataTokens }, report) => {
  if (metadataTokens !== 'required') return;
  report(
    ['metadataTokens'],
    'is required: a new host whose cloud-init is older than 23.1 starts without its user data',
    {
      fix: 'first create one host from this image, and run there: cloud-init --version',
    },
  );
};
