import { parseFault } from '../../../../rehearsal/cloud/model';

describe('a fault as it is written on a command line', () => {
  test('is refused once, unless it says more', () => {
    expect(parseFault('create:alicloud_instance')).toEqual({
      operation: 'create',
      type: 'alicloud_instance',
    });
    expect(
      parseFault('delete:alicloud_vpc,effect=lost-response,times=2,after=1,code=Throttling.User'),
    ).toEqual({
      operation: 'delete',
      type: 'alicloud_vpc',
      effect: 'lost-response',
      times: 2,
      after: 1,
      code: 'Throttling.User',
    });
    expect(parseFault('readData:alicloud_zones,times=always')).toMatchObject({ times: 'always' });
  });

  test.each([
    'create',
    'make:alicloud_vpc',
    'create:alicloud_zones',
    'readData:alicloud_vpc',
    'create:alicloud_vpc,',
    'create:alicloud_vpc,times=0',
    'create:alicloud_vpc,effect=none',
    'create:alicloud_vpc,code=',
  ])('is not %s', (setting) => {
    expect(() => parseFault(setting)).toThrow('is no fault; use create|');
  });
});
