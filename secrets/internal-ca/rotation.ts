/** What is to happen besides giving a certificate to every host that lacks one. */
export type Turn = 'renew' | 'new-ca' | 'forget-old-ca';
