/** The step of a rotation, in addition to a certificate for every host without one. */
export type Turn = 'renew' | 'new-ca' | 'forget-old-ca';
