"""The models beside the playbooks: a file of `playbooks/` each, named as its field here is."""

from dataclasses import dataclass

from kam.domain.accounts_model import AccountsModel
from kam.domain.accuracy_model import AccuracyModel
from kam.domain.buying_model import BuyingModel
from kam.domain.calibration_model import CalibrationModel
from kam.domain.people_model import PeopleModel
from kam.domain.receivables_model import ReceivablesModel
from kam.domain.review_model import ReviewModel
from kam.domain.rhythm_model import RhythmModel
from kam.domain.service_model import ServiceModel
from kam.domain.sheet_model import SheetModel
from kam.domain.velocity_model import VelocityModel
from kam.domain.worth_model import WorthModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """What key-account management is done by; the built-in models under the book's own."""

    people: PeopleModel
    buying: BuyingModel
    sheets: SheetModel
    accounts: AccountsModel
    rhythm: RhythmModel
    reviews: ReviewModel
    worth: WorthModel
    service: ServiceModel
    receivables: ReceivablesModel
    accuracy: AccuracyModel
    velocity: VelocityModel
    calibration: CalibrationModel
