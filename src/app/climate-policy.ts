import type { ClimatePolicyOn } from '../strategy/buildings/climate-policy.ts'
import { councilInUse } from './council-in-use.ts'
import { sentenceOfSource } from './sentence-of-source.ts'

/** The council's factors of a day for what journeys put into the air, from its folder, each with its source. */
export const climatePolicyOn: ClimatePolicyOn = (on) => {
  const council = councilInUse()
  const factor = (key: `climate.${'bus' | 'car' | 'taxi' | 'sharedVehicle'}GramsPerKilometre`) => ({
    gramsPerKilometre: council.value(key, on),
    from: sentenceOfSource(council.source(key, on)),
  })
  return {
    bus: factor('climate.busGramsPerKilometre'),
    car: factor('climate.carGramsPerKilometre'),
    taxi: factor('climate.taxiGramsPerKilometre'),
    shared_vehicle: factor('climate.sharedVehicleGramsPerKilometre'),
    weeksPerYear: council.value('attendance.weeksPerYear', on),
    weeksFrom: sentenceOfSource(council.source('attendance.weeksPerYear', on)),
  }
}
