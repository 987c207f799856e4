import type { ErrorRule, WarningRule } from './rule';

/** An image is named one way. */
export const oneImage: ErrorRule = (config, report) => {
  const { image } = config;
  if (!image) return;
  const count = Number('id' in image) + Number('nameRegex' in image);
  if (count === 1) return;
  const message = count === 0 ? 'names no image' : 'names an image in two ways';
  report(['image'], message, { allowed: 'either id or nameRegex' });
};

/** The provider matches with Go's regular expressions: flags may lead, but nothing looks around or back. */
export const imagePattern: ErrorRule = (config, report) => {
  const pattern = config.image?.nameRegex;
  if (pattern === undefined) return;
  const path = ['image', 'nameRegex'];
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern)) {
    report(path, 'looks around or back, which the provider cannot', {
      allowed: 'a regular expression of RE2',
    });
    return;
  }
  try {
    new RegExp(pattern.replace(/^\(\?[imsU]+\)/, ''));
  } catch (error) {
    const reason = (error as Error).message.split(': ').at(-1)?.toLowerCase();
    report(path, `is no regular expression: ${reason}`);
  }
};

/** canonical/cloud-init pull request 1865 (November 2022): before it, cloud-init asks Alibaba Cloud without a token. */
export const tokensNeedImage: WarningRule = ({ metadataTokens }, report) => {
  if (metadataTokens !== 'required') return;
  report(
    ['metadataTokens'],
    'a host whose cloud-init is of 2022 or older would come up without its user data',
    {
      fix: 'try one new host of this image first; cloud-init --version tells, 23.1 or later will do',
    },
  );
};
