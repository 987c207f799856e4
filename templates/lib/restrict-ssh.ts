import { render } from '../rendering/engine';

/**
 * The program that restricts a host's SSH to keys.
 *
 * @param host whether it is the bastion: SSH to the other hosts goes through it, and the internet can connect to it
 */
export const restrictSsh = (host: { readonly bastion: boolean }): string =>
  render('lib/restrict-ssh.sh', host);
