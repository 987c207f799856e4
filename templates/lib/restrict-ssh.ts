import { render } from '../rendering/engine';

/**
 * The program that makes a host's SSH take keys only.
 *
 * @param bastion whether others are reached through this host, and the internet may reach it
 */
export const restrictSsh = (host: { readonly bastion: boolean }): string =>
  render('lib/restrict-ssh.sh', host);
